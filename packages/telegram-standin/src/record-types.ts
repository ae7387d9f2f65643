import type { WireUpdate } from './wire.ts'

// Faults on demand, and what the server wrote down about calls and updates.

export type FaultKind = '429' | '400' | '403' | '500' | '502' | 'slow' | 'reset_before' | 'reset_after' | 'refuses'

/** What a server of another age, or another server, may not know. */
export type Refusable =
  | 'style'
  | 'copy_text'
  | 'disabled'
  | 'date_time'
  | 'expandable_blockquote'
  | 'effect'
  /** A text message that becomes a picture. */
  | 'text_to_media'

export interface Fault {
  /** Method name in any case; `null`, missing or `*` for every method. */
  readonly method?: string | null
  readonly chat_id?: number | null
  readonly kind: FaultKind
  readonly retry_after?: number
  readonly delay_ms?: number
  /** For `refuses`: calls that use it are answered like by a server that does not know it; all others go through. */
  readonly what?: Refusable
  /** How many calls it hits: 1 unless told (`refuses`: until cleared); `null` until cleared. */
  readonly times?: number | null
  /** Error text after `Bad Request: ` / `Forbidden: `. */
  readonly description?: string
}

export interface Finding {
  readonly method: string
  readonly kind: 'unknown_method' | 'unknown_parameter' | 'bad_parameter' | 'bad_answer' | 'misuse'
  readonly message: string
}

export interface SendInstant {
  readonly at: number
  readonly chatId: number
  readonly method: string
}

export interface Stats {
  readonly calls: Readonly<Record<string, number>>
  readonly findings: readonly Finding[]
  /** Successful sends only. */
  readonly peak_per_second: number
  readonly peak_per_chat_per_second: number
}

export interface RequestLogEntry {
  readonly at: number
  readonly botId: number
  readonly method: string
  readonly chatId: number | null
  readonly status: number
  readonly description: string | null
  readonly ms: number
  readonly fault: FaultKind | null
  readonly findings: readonly string[]
}

export type DeliveryState = 'pending' | 'delivered' | 'confirmed' | 'dropped'

export interface UpdateLogEntry {
  readonly botId: number
  readonly updateId: number
  readonly kind: string
  readonly at: number
  readonly via: 'polling' | 'webhook' | null
  readonly attempts: number
  readonly state: DeliveryState
  readonly update: WireUpdate
}
