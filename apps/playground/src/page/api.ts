/** The control API as the page uses it; the shapes are those of /control/openapi.json. */
export interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string
  readonly language?: string
  readonly unix_time?: number
  readonly date_time_format?: string
}

export type ButtonStyle = 'danger' | 'success' | 'primary'

export interface Button {
  readonly text: string
  readonly style?: ButtonStyle
  readonly callback_data: string | null
  readonly url: string | null
  readonly pay?: true
  readonly copy_text?: string
  readonly disabled?: true
}

export interface Media {
  readonly kind: 'video' | 'animation' | 'audio' | 'voice' | 'video_note' | 'sticker'
  readonly file_id: string
  readonly file_name: string | null
  readonly file_size: number
  readonly duration: number
  readonly title: string | null
  readonly performer: string | null
  readonly emoji: string | null
}

export interface Price {
  readonly currency: string
  readonly total_amount: number
}

export interface Invoice extends Price {
  readonly title: string
  readonly description: string
  readonly paid: boolean
}

export interface Message {
  readonly message_id: number
  readonly from: 'bot' | 'user'
  readonly sender: { readonly id: number; readonly name: string }
  readonly text: string | null
  readonly caption: string | null
  readonly entities: readonly Entity[]
  readonly photo: { readonly file_id: string; readonly width: number; readonly height: number } | null
  readonly document: { readonly file_id: string; readonly file_name: string | null; readonly file_size: number } | null
  readonly media: Media | null
  readonly media_group_id: string | null
  readonly contact: { readonly phone_number?: string; readonly first_name?: string; readonly last_name?: string } | null
  readonly location: { readonly latitude?: number; readonly longitude?: number; readonly live_period?: number } | null
  readonly live_until: number | null
  readonly venue: { readonly title: string; readonly address: string } | null
  readonly dice: { readonly emoji: string; readonly value: number } | null
  readonly invoice: Invoice | null
  readonly payment: (Price & { readonly kind: 'paid' | 'refunded' }) | null
  readonly forwarded_from: string | null
  readonly pinned: boolean
  /** An emoji. */
  readonly effect: string | null
  readonly reply_to: number | null
  readonly service: string | null
  readonly service_about: readonly string[]
  readonly buttons: readonly (readonly Button[])[]
  readonly reactions: readonly string[]
  readonly date: number
  readonly edited: boolean
  readonly revision: number
}

export interface History {
  readonly messages: readonly Message[]
  readonly deleted: readonly number[]
  readonly keyboard: readonly (readonly string[])[] | null
  readonly keyboard_styles: Readonly<Record<string, ButtonStyle>>
  readonly keyboard_shares: Readonly<Record<string, 'contact' | 'location'>>
  readonly revision: number
}

export interface Activity {
  readonly last: {
    readonly message_id: number
    readonly from: 'bot' | 'user'
    readonly sender: string
    readonly text: string
    readonly date: number
  } | null
  readonly from_bot: readonly number[]
  readonly typing: string | null
}

export interface Person extends Activity {
  readonly id: number
  readonly first_name: string
  readonly last_name: string | null
  readonly username: string | null
  readonly language_code: string | null
  readonly admin: boolean
  readonly blocked: boolean
}

/** A group or channel, or the chat of two people with each other. */
export interface Group extends Activity {
  readonly id: number
  readonly type: 'group' | 'supergroup' | 'channel' | 'private'
  readonly title: string
  readonly members: readonly number[]
  readonly admins: readonly number[]
}

export interface Overview {
  readonly bot: {
    readonly state: string
    readonly pid: number | null
    readonly restarts: number
    readonly username: string
  }
  readonly demo_data: 'filling' | 'complete' | 'incomplete'
  readonly clock: { readonly time: string; readonly offset_ms: number }
  readonly links: Readonly<Record<string, string>>
  readonly people: readonly Person[]
  readonly chats: readonly Group[]
}

export interface Behind {
  readonly updates: readonly {
    readonly update_id: number
    readonly kind: string
    readonly at: number
    readonly state: string
    readonly attempts: number
    readonly text: string
  }[]
  readonly calls: readonly {
    readonly at: number
    readonly method: string
    readonly status: number
    readonly description: string | null
    readonly ms: number
    readonly fault: string | null
    readonly findings: readonly string[]
  }[]
  readonly findings: number
  readonly outbox: Readonly<Record<string, number>>
  readonly jobs: readonly { readonly job: string; readonly key: string; readonly due_at: string }[]
}

export interface PressAnswer {
  readonly answered: boolean
  readonly text: string | null
  readonly show_alert: boolean
  readonly url: string | null
}

export interface Command {
  readonly command: string
  readonly description: string
}

export interface WorldCall {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: object
  readonly until_asked?: string
  readonly pause_ms: number
}

/** A button that changes the world around the bot. */
export interface WorldButton {
  readonly label: string
  readonly tone?: 'good' | 'bad'
  readonly calls: readonly WorldCall[]
}

export interface WorldButtons {
  readonly title: string
  readonly note?: string
  readonly buttons: readonly WorldButton[]
}

/** Calls the control API; throws with the server's own sentence when it refuses, and with one of ours when it is not there. */
export async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    // Browsers say it each in their own way: "Failed to fetch", "Load failed".
    if (error instanceof TypeError) throw new Error('The playground does not answer. Is it running?')
    throw error
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message ?? `${method} ${path}: ${response.status}`)
  return answer
}
