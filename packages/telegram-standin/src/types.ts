import type { ChatType, WireContact, WireEntity, WireLocation, WireUpdate } from './wire.ts'
import type { StandinState } from './world/state.ts'

export interface StandinOptions {
  /** Interface to listen on; loopback unless told. */
  readonly host?: string
  /** TCP port; 0 (the default) takes a free one. */
  readonly port?: number
  /** `strict` records findings about calls and about our own answers; `faithful` stays as silent as Telegram. Answers are the same in both. */
  readonly mode?: 'strict' | 'faithful'
  /** Telegram's published rate limits: ignored, measured only (default), or answered with 429. */
  readonly limits?: 'off' | 'measure' | 'enforce'
  /** Business time in milliseconds: message dates, the age of callback queries and of updates. Rates and long polls use machine time. */
  readonly now?: () => number
  /** A former `snapshot()`; ids go on where they stopped. */
  readonly state?: StandinState
  /** Folder for file bytes; without it they live in memory and travel inside the snapshot. */
  readonly filesDir?: string
  /** Milliseconds that every call takes before it is executed. */
  readonly latencyMs?: number
  /** Called with one line per noteworthy event (failed webhook deliveries, findings). */
  readonly log?: (line: string) => void
}

export interface BotAccount {
  readonly id: number
  readonly token: string
  readonly username: string
}

export interface NewBot {
  readonly username?: string
  readonly firstName?: string
  readonly token?: string
  /** With privacy mode (the default, as at BotFather) a bot that is no administrator sees only commands and replies in groups. */
  readonly privacyMode?: boolean
}

export interface NewUser {
  readonly firstName: string
  readonly lastName?: string
  readonly username?: string
  readonly languageCode?: string
  readonly id?: number
  readonly phone?: string
}

export interface User {
  readonly id: number
  readonly firstName: string
  readonly lastName: string | null
  readonly username: string | null
  readonly languageCode: string | null
  readonly phone: string
}

export interface NewChat {
  readonly type: 'group' | 'supergroup' | 'channel'
  readonly title: string
  readonly username?: string
  readonly members: readonly number[]
  readonly bot: 'member' | 'administrator'
  readonly botId?: number
}

export interface ChatInfo {
  readonly id: number
  readonly type: ChatType
  readonly title: string
  readonly members: readonly number[]
}

export interface FileToSend {
  readonly bytes: Uint8Array
  readonly filename: string
}

/** Where an action takes place: a group or channel, and which bot when there are several. */
export interface Place {
  readonly chatId?: number
  readonly botId?: number
}

export interface PersonMessage extends Place {
  readonly text?: string
  readonly photo?: FileToSend
  readonly document?: FileToSend
  readonly caption?: string
  readonly contact?: true
  readonly location?: { readonly latitude: number; readonly longitude: number; readonly live_period?: number }
  readonly replyTo?: number
}

export interface PersonEdit extends Place {
  readonly text?: string
  readonly caption?: string
  /** Moves a live location; `null` ends it (the last edit comes without `live_period`). */
  readonly location?: { readonly latitude: number; readonly longitude: number } | null
}

export interface Press extends Place {
  readonly messageId?: number
  readonly button?: string
  readonly callbackData?: string
  /** How long to wait for the bot's answer, 10,000 ms unless told. */
  readonly timeoutMs?: number
}

export interface PressAnswer {
  readonly answered: boolean
  readonly text: string | null
  readonly showAlert: boolean
  readonly url: string | null
}

export interface HistoryQuery extends Place {
  /** Only messages with a greater id. */
  readonly after?: number
  /** Only messages that were sent or edited after this revision. */
  readonly since?: number
  /** Wait at most so many milliseconds for a first match. */
  readonly waitMs?: number
}

export interface ChatButton {
  readonly text: string
  readonly callback_data: string | null
  readonly url: string | null
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
  readonly reply_to: number | null
  /** A service line such as "created the group". */
  readonly service: string | null
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
  readonly revision: number
}

export type FaultKind = '429' | '400' | '403' | '500' | '502' | 'slow' | 'reset_before' | 'reset_after'

export interface Fault {
  /** Method name in any case; `null`, missing or `*` for every method. */
  readonly method?: string | null
  readonly chat_id?: number | null
  readonly kind: FaultKind
  readonly retry_after?: number
  readonly delay_ms?: number
  /** How many calls it hits: 1 unless told; `null` until cleared. */
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

export interface BotCommand {
  readonly command: string
  readonly description: string
}

/** Something that a page may want to redraw. */
export interface Change {
  readonly kind:
    | 'message'
    | 'edit'
    | 'delete'
    | 'typing'
    | 'answer'
    | 'user'
    | 'chat'
    | 'commands'
    | 'block'
    | 'reaction'
  readonly chatId: number
  readonly revision: number
}

export interface Standin {
  /** `http://127.0.0.1:PORT`, the API root for bots. */
  readonly url: string
  readonly port: number
  createBot(bot?: NewBot): BotAccount
  bots(): readonly BotAccount[]
  createUser(user: NewUser): User
  users(): readonly User[]
  createChat(chat: NewChat): { id: number }
  chats(): readonly ChatInfo[]
  /** Turns a basic group into a supergroup with a new id. */
  upgradeChat(chatId: number): { id: number }
  sendMessage(userId: number, message: PersonMessage): { messageId: number }
  editMessage(userId: number, messageId: number, edit: PersonEdit): void
  press(userId: number, press: Press): Promise<PressAnswer>
  block(userId: number, botId?: number): void
  unblock(userId: number, botId?: number): void
  /** Whether the person has blocked the bot. */
  blocked(userId: number, botId?: number): boolean
  /** The person's account is deleted: the bot's sends fail with `user is deactivated`. */
  deactivate(userId: number): void
  react(userId: number, messageId: number, emoji: string | null, place?: Place): void
  history(userId: number, query?: HistoryQuery): Promise<ChatHistory>
  /** The same without waiting, synchronously. */
  messages(userId: number, query?: Omit<HistoryQuery, 'waitMs'>): ChatHistory
  /** The chat action that is on show now (it lives 5 s or until the bot's next message). */
  typing(chatId: number, botId?: number): string | null
  file(fileId: string): Uint8Array | undefined
  readonly faults: { add(fault: Fault): void; clear(): void; list(): readonly Fault[] }
  stats(): Stats
  resetStats(): void
  /** Instants (machine time, ms) of every send that the rate measure counted since the last reset. */
  sends(chatId?: number): readonly SendInstant[]
  /** Hands any object to the bot as an update; a missing `update_id` is filled in. Returns the id. */
  rawUpdate(update: Readonly<Record<string, unknown>>, botId?: number): number
  updates(): readonly UpdateLogEntry[]
  requests(): readonly RequestLogEntry[]
  /** The command menu that this person sees. */
  commands(userId: number, place?: Place): readonly BotCommand[]
  readonly revision: number
  snapshot(): StandinState
  onChange(listener: (change: Change) => void): () => void
  close(): Promise<void>
}
