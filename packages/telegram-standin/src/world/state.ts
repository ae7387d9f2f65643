import type { PressAnswer } from '../chat-types.ts'
import type { DeliveryState } from '../record-types.ts'
import type { ReplyButton, WireChat, WireMessage, WireUpdate, WireUser } from '../wire.ts'

/** Everything that survives a restart, as plain JSON. The internal records below are stored as they are; maps become lists of pairs. */
export interface StandinState {
  readonly version: 1
  readonly counters: Counters
  readonly people: readonly Person[]
  readonly bots: readonly SavedBot[]
  readonly chats: readonly SavedThread[]
  readonly files: readonly SavedFile[]
  readonly callbacks: readonly SavedCallback[]
  /** Missing in snapshots from before payments were played. */
  readonly payments?: readonly Payment[]
  readonly invoiceLinks?: readonly (readonly [string, InvoiceLink])[]
}

export interface Counters {
  message: number
  user: number
  bot: number
  group: number
  supergroup: number
  file: number
  callback: number
  album: number
  payment: number
  revision: number
}

export interface Person {
  user: WireUser
  phone: string
  deactivated: boolean
  /** What they copied last. */
  clipboard?: string
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'

export interface ReplyKeyboard {
  readonly rows: readonly (readonly ReplyButton[])[]
  readonly oneTime: boolean
}

export interface StoredMessage {
  message: WireMessage
  revision: number
  readonly author: 'bot' | 'user'
  /** The bot that sent it. */
  readonly botId: number | null
  /** Sent with a reply keyboard, keyboard removal or forced reply: Telegram refuses to edit such messages. */
  readonly keyboard: ReplyKeyboard | null
  readonly removesKeyboard: boolean
  readonly fixed: boolean
  /** Everybody's reactions together, as a chat shows them. */
  reactions: readonly string[]
  /** The same by who set them: person or bot. */
  reactors?: readonly (readonly [number, readonly string[]])[]
  /** What an invoice message does not show. */
  readonly invoice?: InvoiceTerms
  paid?: boolean
  /** End of a live location, business time in ms. */
  liveUntil: number | null
}

interface ThreadFields {
  chat: WireChat
  /** The bot of a private chat; null in groups. */
  readonly botId: number | null
  started: boolean
  blocked: boolean
  keyboard: ReplyKeyboard | null
  lastMessageId: number
  migratedTo: number | null
  /** Pinned messages, newest last. */
  pinned?: number[]
  /** Topics of a forum that somebody wrote in. */
  topics?: number[]
}

export interface Thread extends ThreadFields {
  readonly people: Map<number, MemberStatus>
  readonly bots: Map<number, MemberStatus>
  readonly messages: Map<number, StoredMessage>
  readonly deleted: { readonly id: number; readonly revision: number }[]
  action: { readonly name: string; readonly at: number } | null
}

export interface SavedThread extends ThreadFields {
  readonly people: readonly (readonly [number, MemberStatus])[]
  readonly bots: readonly (readonly [number, MemberStatus])[]
  readonly messages: readonly StoredMessage[]
  readonly deleted: readonly { readonly id: number; readonly revision: number }[]
}

export interface WebhookSettings {
  readonly url: string
  readonly secret: string
  readonly maxConnections: number
  readonly ipAddress: string
  readonly hasCertificate: boolean
}

export interface QueuedUpdate {
  readonly botId: number
  readonly updateId: number
  readonly kind: string
  readonly at: number
  readonly update: WireUpdate
  /** Telegram's delivery key: the chat for messages, the user for presses and checkouts. */
  readonly key: string
  via: 'polling' | 'webhook' | null
  attempts: number
  state: DeliveryState
}

interface BotFields {
  readonly user: WireUser
  readonly token: string
  readonly privacyMode: boolean
  allowedUpdates: readonly string[] | null
  webhook: WebhookSettings | null
  nextUpdateId: number
}

export interface Bot extends BotFields {
  readonly privates: Map<number, Thread>
  readonly settings: Map<string, unknown>
  readonly queue: QueuedUpdate[]
  /** Wakes the long poll or the webhook sender. */
  wake: (() => void) | null
  /** Ends the running long poll with a conflict. */
  interruptPoll: ((reason: string) => void) | null
  webhookError: { readonly at: number; readonly message: string } | null
}

export interface SavedBot extends BotFields {
  readonly privates: readonly SavedThread[]
  readonly settings: readonly (readonly [string, unknown])[]
  readonly queue: readonly QueuedUpdate[]
}

export type FileKind = 'photo' | 'document' | 'video' | 'animation' | 'audio' | 'voice' | 'video_note' | 'sticker'

/** What senders say about a file; it stays with the file id. */
export interface FileDetails {
  readonly duration?: number | undefined
  readonly title?: string | undefined
  readonly performer?: string | undefined
  readonly emoji?: string | undefined
  /** A file of kind photo. */
  readonly thumbnailId?: string | undefined
}

export interface StoredFile {
  readonly id: string
  readonly uniqueId: string
  readonly path: string
  readonly name: string | null
  readonly mime: string | null
  readonly kind: FileKind
  readonly size: number
  readonly width: number
  readonly height: number
  readonly details?: FileDetails
  /** Bytes in memory, or null when they are on disk under `filesDir`. */
  bytes: Uint8Array | null
}

export interface SavedFile extends Omit<StoredFile, 'bytes'> {
  readonly base64: string | null
}

export interface PendingCallback {
  readonly id: string
  readonly botId: number
  readonly userId: number
  readonly at: number
  answered: boolean
  /** Tells the person who pressed; they may have stopped waiting. */
  resolve: ((answer: PressAnswer) => void) | null
}

export type SavedCallback = Omit<PendingCallback, 'resolve'>

/** What an invoice asks for, beside the title and total that everybody sees. */
export interface InvoiceTerms {
  readonly payload: string
  readonly currency: string
  readonly total: number
  readonly providerToken: string
  readonly needs: readonly ('name' | 'phone_number' | 'email' | 'shipping_address')[]
  readonly isFlexible: boolean
  /** Seconds of a subscription in Stars; null for one payment. */
  readonly subscriptionPeriod: number | null
}

export interface InvoiceLink {
  readonly botId: number
  readonly title: string
  readonly terms: InvoiceTerms
}

export interface Payment {
  readonly botId: number
  readonly userId: number
  readonly chargeId: string
  readonly providerChargeId: string
  readonly currency: string
  readonly amount: number
  readonly payload: string
  readonly at: number
  refundedAt: number | null
}

export type CheckoutVerdict = { readonly refusal: string | null } | 'timed_out'

/** A person waits at most ten seconds for the bot's answer, so checkouts do not outlive a restart. */
export interface PendingCheckout {
  readonly id: string
  readonly botId: number
  readonly userId: number
  /** Machine time in ms. */
  readonly at: number
  answered: boolean
  resolve: ((verdict: CheckoutVerdict) => void) | null
}
