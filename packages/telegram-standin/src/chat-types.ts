import type { ButtonStyle, WireContact, WireEntity, WireLocation } from './wire.ts'

// What people see of a chat: the shape of the control API's history.

export interface ChatButton {
  readonly text: string
  /** Red, green or blue; without one, the app's own colour. */
  readonly style?: ButtonStyle
  readonly callback_data: string | null
  readonly url: string | null
  /** The Pay button of an invoice; pressing it pays. */
  readonly pay?: true
  /** Pressing it copies this text. */
  readonly copy_text?: string
  /** It is shown, and cannot be pressed. */
  readonly disabled?: true
}

/** Every file but photos and documents, which have fields of their own. */
export interface ChatMedia {
  readonly kind: 'video' | 'animation' | 'audio' | 'voice' | 'video_note' | 'sticker'
  readonly file_id: string
  readonly file_name: string | null
  readonly mime_type: string | null
  readonly file_size: number
  /** Seconds; 0 when nobody said. */
  readonly duration: number
  /** Pixels; 0 when nobody said. */
  readonly width: number
  readonly height: number
  readonly title: string | null
  readonly performer: string | null
  readonly emoji: string | null
  readonly thumbnail_id: string | null
}

export interface ChatInvoice {
  readonly title: string
  readonly description: string
  /** `XTR` for Stars, whose amounts are whole; else the amount is in the currency's smallest unit. */
  readonly currency: string
  readonly total_amount: number
  readonly paid: boolean
}

export interface ChatPayment {
  readonly kind: 'paid' | 'refunded'
  readonly currency: string
  readonly total_amount: number
  readonly charge_id: string
}

/** One message as the control API shows it. */
export interface ChatMessage {
  readonly message_id: number
  readonly from: 'bot' | 'user'
  readonly sender: { readonly id: number; readonly name: string }
  readonly text: string | null
  readonly caption: string | null
  readonly entities: readonly WireEntity[]
  readonly photo: { readonly file_id: string; readonly width: number; readonly height: number } | null
  readonly document: { readonly file_id: string; readonly file_name: string | null; readonly file_size: number } | null
  readonly contact: WireContact | null
  readonly location: WireLocation | null
  /** Until when a live location moves, business time in ms; null when it stands still. */
  readonly live_until: number | null
  /** Messages of one album share it; they follow each other. */
  readonly media_group_id: string | null
  readonly media: ChatMedia | null
  readonly venue: { readonly title: string; readonly address: string } | null
  readonly dice: { readonly emoji: string; readonly value: number } | null
  readonly invoice: ChatInvoice | null
  readonly payment: ChatPayment | null
  /** Who wrote a forwarded message first. */
  readonly forwarded_from: string | null
  readonly pinned: boolean
  readonly reply_to: number | null
  /** The emoji of the effect that it came with. */
  readonly effect: string | null
  /** The topic that it is in; `null` = General, or no forum. */
  readonly topic_id: number | null
  /** The name of the field that makes it a service line: `group_chat_created`, `new_chat_members`, `pinned_message`, `successful_payment` … */
  readonly service: string | null
  /** Whom a service line is about: names of those who joined or left. */
  readonly service_about: readonly string[]
  readonly buttons: readonly (readonly ChatButton[])[]
  readonly reply_keyboard: readonly (readonly string[])[] | null
  readonly removes_keyboard: boolean
  readonly reactions: readonly string[]
  readonly date: number
  readonly edited: boolean
  readonly revision: number
}

export interface ChatHistory {
  readonly messages: readonly ChatMessage[]
  /** Ids of messages deleted after `since` (empty without it). */
  readonly deleted: readonly number[]
  /** The reply keyboard that the person sees now. */
  readonly keyboard: readonly (readonly string[])[] | null
  /** Colours of its buttons, by their text. */
  readonly keyboard_styles: Readonly<Record<string, ButtonStyle>>
  /** What pressing one of its buttons shares instead of writing its text, by that text. */
  readonly keyboard_shares: Readonly<Record<string, 'contact' | 'location'>>
  readonly revision: number
}

/** What a press was answered with. */
export interface PressAnswer {
  readonly answered: boolean
  readonly text: string | null
  readonly showAlert: boolean
  readonly url: string | null
}
