import type { ChatHistory, PressAnswer } from './chat-types.ts'
import type { Fault, RequestLogEntry, SendInstant, Stats, UpdateLogEntry } from './record-types.ts'
import type { ChatType } from './wire.ts'
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
  /** A supergroup with topics; they come into being with the first message in them. */
  readonly forum?: boolean
  readonly botId?: number
}

export interface ChatInfo {
  readonly id: number
  readonly type: ChatType
  readonly title: string
  readonly members: readonly number[]
  /** Creator and administrators among the members. */
  readonly admins: readonly number[]
  /** Bots that are in the chat. */
  readonly bots: readonly number[]
}

export interface FileToSend {
  readonly bytes: Uint8Array
  readonly filename: string
}

/** A file with what a person's app would say about it. Width and height of pictures are read from the file itself. */
export interface MediaToSend extends FileToSend {
  readonly width?: number
  readonly height?: number
  /** Seconds. */
  readonly duration?: number
  readonly title?: string
  readonly performer?: string
  /** The emoji that a sticker stands for. */
  readonly emoji?: string
}

/** One item of an album: give one of the four. */
export interface AlbumItem {
  readonly photo?: MediaToSend
  readonly video?: MediaToSend
  readonly document?: MediaToSend
  readonly audio?: MediaToSend
  readonly caption?: string
}

/** Where an action takes place: a group or channel, and which bot when there are several. */
export interface Place {
  readonly chatId?: number
  readonly botId?: number
}

export interface Point {
  readonly latitude: number
  readonly longitude: number
  readonly horizontal_accuracy?: number
  /** Degrees, 1 to 360. */
  readonly heading?: number
}

/** What a person sends: exactly one of the kinds, or an album (2 to 10 messages under one `media_group_id`). */
export interface PersonMessage extends Place {
  readonly text?: string
  readonly photo?: MediaToSend
  readonly document?: MediaToSend
  readonly video?: MediaToSend
  readonly animation?: MediaToSend
  readonly audio?: MediaToSend
  readonly voice?: MediaToSend
  readonly video_note?: MediaToSend
  readonly sticker?: MediaToSend
  readonly album?: readonly AlbumItem[]
  readonly caption?: string
  /** `true` shares the person's own number. */
  readonly contact?: true | { readonly phone_number: string; readonly first_name: string; readonly last_name?: string }
  readonly location?: Point & { readonly live_period?: number }
  readonly venue?: { readonly location: Point; readonly title: string; readonly address: string }
  readonly replyTo?: number
  /** The topic of a forum; General unless told. */
  readonly topicId?: number
}

export interface SentMessage {
  /** Of an album: its first message. */
  readonly messageId: number
  readonly messageIds: readonly number[]
}

export interface PersonEdit extends Place {
  readonly text?: string
  readonly caption?: string
  /** Moves a live location; `null` ends it (the last edit comes without `live_period`). */
  readonly location?: Point | null
}

export interface MembershipOptions {
  /** Who does it: the person themselves unless told; for a bot, the chat's creator. */
  readonly by?: number
  readonly botId?: number
}

export interface PayOptions extends Place {
  /** How long to wait for the bot, at most (and unless told) Telegram's 10,000 ms. */
  readonly timeoutMs?: number
}

/** How paying ended: `refused` with the bot's reason, `timed_out` when it did not answer or does not ask for the queries. */
export type PayOutcome =
  | { readonly outcome: 'paid'; readonly chargeId: string; readonly messageId: number }
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'timed_out' }

export interface Press extends Place {
  readonly messageId?: number
  readonly button?: string
  readonly callbackData?: string
  /** How long to wait for the bot's answer, 10,000 ms unless told. */
  readonly timeoutMs?: number
}

export interface HistoryQuery extends Place {
  /** Only messages with a greater id. */
  readonly after?: number
  /** Only messages that were sent or edited after this revision. */
  readonly since?: number
  /** Wait at most so many milliseconds for a first match. */
  readonly waitMs?: number
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
    | 'pin'
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
  /** The chat of two people with each other, which no bot is in (type `private`, named after both); made when it is asked for first. */
  directChat(one: number, other: number): { id: number }
  chats(): readonly ChatInfo[]
  /** Turns a basic group into a supergroup with a new id. */
  upgradeChat(chatId: number): { id: number }
  /** A person comes into a group or channel, or is brought `by` a member. */
  join(userId: number, chatId: number, options?: MembershipOptions): void
  /** A person goes, or is put out (and banned) `by` another. */
  leave(userId: number, chatId: number, options?: MembershipOptions): void
  promote(userId: number, chatId: number, to: 'administrator' | 'member', options?: MembershipOptions): void
  /** People add the bot to a chat, promote it or put it out: it hears `my_chat_member`. */
  setBot(chatId: number, to: 'member' | 'administrator' | 'left' | 'kicked', options?: MembershipOptions): void
  sendMessage(userId: number, message: PersonMessage): SentMessage
  /** Opens the bot (by its deep link with a payload of 1 to 64 of `A-Za-z0-9_-`) and presses Start. */
  start(userId: number, payload?: string, place?: Place): { messageId: number }
  /** Taps `https://t.me/<bot>?start=…` or `?startgroup=…` (with `chatId`: the group to add the bot to). */
  openLink(userId: number, link: string, place?: Place): { messageId: number }
  /** Pays an invoice, by its message id or by the link of createInvoiceLink. Settles when the bot has answered the pre-checkout query. */
  pay(userId: number, invoice: number | string, options?: PayOptions): Promise<PayOutcome>
  pin(userId: number, messageId: number, place?: Place): void
  editMessage(userId: number, messageId: number, edit: PersonEdit): void
  /** A copy button fills the person's clipboard, and a disabled one cannot be pressed: it throws. */
  press(userId: number, press: Press): Promise<PressAnswer>
  /** What the person copied last. */
  clipboard(userId: number): string | null
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
