import type { SqlTx, Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { PhotoSpec } from '../photos/index.ts'
import type { Effect } from '../telegram/index.ts'

/** Which message leaves first, highest first: a broadcast never delays a reservation message by more than a second (spec: notification engine). */
export const lanes = ['money', 'reservation', 'alert', 'promotion', 'broadcast'] as const
export type Lane = (typeof lanes)[number]

/**
 * A kind of thing that chats are told, declared in the `topics` of a part. Messages of a topic whose feature is switched off are held, not lost. How much of
 * it one person can cause is written in `apps/bot/test/message-causes.ts`, and what is promised in `docs/messages.md`.
 */
export interface Topic {
  /** `<feature id>-<what>`, e.g. `voucher-tracker-restock`. */
  readonly id: string
  /** How urgent all of its messages are. */
  readonly lane: Lane
  /**
   * Which error is accepted when the connection broke after the request body, which nobody can decide:
   * `duplicate` sends again (receipts, alerts), `loss` leaves it uncertain (promotions, broadcasts).
   */
  readonly errsOn: 'duplicate' | 'loss'
  /**
   * Its messages stay readable, as receipts do: a button that such a message has no more, pressed in a second window or by a quick finger, opens its
   * screen below instead of over it.
   */
  readonly isReceipt?: true
  /**
   * Whether it is still true: asked right before a delivery that was deferred (`notBefore`, quiet hours, an outage of more than 60 s). Reads only. What it
   * throws is asked again later; until it answers, the chat's later messages wait.
   */
  revalidate?(tx: Tx, notification: NotificationRef): Promise<'send' | 'drop'>
  /**
   * In the transaction that marks the send failed for good (400, expired, retries used up; 403 has its own reason). An `uncertain` one may
   * still be sent again by an admin, and then end anew.
   */
  onFailed?(tx: Tx, notification: NotificationRef, reason: FailReason): Promise<void>
}

export interface NotificationRef {
  readonly id: bigint
  readonly chatId: bigint
  readonly entity: string
  readonly transition: string
}

export type FailReason = 'blocked' | 'rejected' | 'expired' | 'retries-used-up' | 'uncertain'

/** A plain inline keyboard that survives in the outbox: texts are rendered, data is signed when it is sent. */
export type KeyboardSpec = readonly (readonly ButtonSpec[])[]

/** A button as every screen declares it. At most 32 characters with its values, 20 beside another one, 11 in a row of three. */
export type ButtonSpec = ButtonLook &
  (
    | { readonly url: string }
    | { /** Unsigned callback data from a typed callback's `pack`. */ readonly data: string }
    | {
        /** What a press copies, 1 to 256 characters: a code or a link that is typed or shown elsewhere. */ readonly copy: string
      }
    | { /** It cannot be pressed now, and its text says why. */ readonly disabled: true }
  )

export interface ButtonLook {
  readonly text: TextSpec
  /** The one main action of a screen is `primary` or `success`; what cannot be undone is `danger`. The words say it too (spec: rulings, buttons). */
  readonly style?: 'primary' | 'success' | 'danger'
}

/** One message as it lies in the outbox, sealed: texts by key, rendered in the reader's language when it is sent, with everything escaped. */
export interface MessageContent {
  /** At most 4096 characters after rendering, 1024 as the caption of a photo (Bot API, counted without markup); what is longer is cut. */
  readonly text: TextSpec
  /** `keep` (only in `edit`): the message is a photo and stays it, its caption changes. */
  readonly photo?: PhotoSpec | 'keep'
  readonly keyboard?: KeyboardSpec
  /** Comes once, with a new message in a private chat; never with an edit, nor in a group. */
  readonly effect?: Effect
}

/** A message of the bot, as the update that named it tells of it. */
export interface Onto {
  readonly id: number
  /** It has no picture: a server that makes none of a text is not asked to, and it is sent anew at once. */
  readonly isText?: boolean
}

/** That somebody shall be told something: unique for ever by chat, topic, entity and transition, so deciding it twice tells it once. */
export interface NotificationIntent {
  /** Drawn before by the SQL function `core_draw_notification_id()`, for a row that was written with the id of its message. */
  readonly id?: bigint
  /** Id of a topic that a part declares. */
  readonly topic: string
  /** Telegram's chat id: the person's own id in a private chat, negative for groups. */
  readonly chatId: bigint
  /** The person it is for (absent for groups): whose language and time zone count, and whose /delete forgets it. */
  readonly userId?: bigint
  /** What it is about, e.g. `offer:34`. Ids only: it is stored in the clear. */
  readonly entity: string
  /** What became of it, e.g. `sold-out`; where it may happen again, with the instant or number that tells one time from the next. */
  readonly transition: string
  readonly content: MessageContent
  /**
   * A message of the bot in this chat that becomes this one by an edit: the card that was confirmed. A new message all the same where that one is gone
   * or cannot become it; then it is taken away.
   */
  readonly onto?: Onto | undefined
  /** Business time; not sent earlier, and asked of `revalidate` then. Left out: as soon as the transaction is committed. */
  readonly notBefore?: Date
  /** Business time; what was not sent by then is dropped, and `onFailed` hears `expired`. Left out: it never expires. */
  readonly expiresAt?: Date
  /** The work that it belongs to, where one transaction serves several people; the running work unless told. */
  readonly correlationId?: string
}

/**
 * News of which there may be many in a short time: what one person does, somebody else is told. The bundle is what has the same chat, topic
 * and entity; its messages are its own, whatever else concerns the entity needs another one.
 */
export interface BundledIntent extends Omit<NotificationIntent, 'id' | 'transition' | 'notBefore'> {
  /** How long what follows the first is collected, business time in milliseconds. */
  readonly windowMs: number
  /** How long the first waits for what may belong to it; not at all unless told. */
  readonly leadMs?: number
  /** Not to wait for: it goes at once, and takes along what waits. */
  readonly isUrgent?: boolean
  /** Says that `count` more have come since the message before, or what holds now. */
  more(count: number): MessageContent
}

/** The one message that shows a thing goes to where its person looks now. */
export interface Move {
  /** The message that shows it until now, as `emit` or `move` returned it. Left out: there is none yet. */
  readonly before?: bigint | undefined
  readonly to: Omit<NotificationIntent, 'notBefore'>
  /** What the message before says if it cannot be deleted, after 48 hours: no code, no buttons. */
  readonly rest: MessageContent
}

export interface Moved {
  /** The message that shows it from now on: what `before` is next time. */
  readonly id: bigint
  /** False = nothing new: it stands there already and shows what it is to show, or this was told before. */
  readonly created: boolean
}

export interface MessageEdit {
  /** As `emit` returned it. */
  readonly id: bigint
  readonly content: MessageContent
}

/**
 * The outbox, from the writing side. Everything happens in the caller's transaction: a rollback tells nobody, and what is committed is sent, once, by the
 * one leading sender (at least once or at most once where nobody can know: {@link Topic.errsOn}).
 */
export interface Notifications {
  /**
   * Writes the intent and its delivery.
   * @returns `created: false` = it was there before, nothing changed
   * @throws Error when no part that is switched on declares the topic
   */
  emit(tx: Tx | SqlTx, intent: NotificationIntent): Promise<{ readonly id: bigint; readonly created: boolean }>
  /** Many intents in one statement each for intents and deliveries; same order out as in. */
  emitMany(
    tx: Tx | SqlTx,
    intents: readonly NotificationIntent[],
  ): Promise<readonly { readonly id: bigint; readonly created: boolean }[]>
  /**
   * Many intents that take a while to compose: some are written while the next ones are composed, same order out as in. Only for intents that
   * nobody else emits: in several statements, two callers with the same ones could wait for each other.
   */
  emitWhileComposing(
    tx: Tx | SqlTx,
    intents: Iterable<NotificationIntent>,
  ): Promise<readonly { readonly id: bigint; readonly created: boolean }[]>
  /** Tells the first at once; what follows within the window is told in one message at its end, in the words of the latest. It expires with the last. */
  emitBundled(tx: Tx | SqlTx, intent: BundledIntent): Promise<void>
  /** The same for many people, or for much that happened at once, in a handful of statements. */
  emitBundledMany(tx: Tx | SqlTx, intents: readonly BundledIntent[]): Promise<void>
  /**
   * Changes the message once it is sent; a message still waiting is sent with the new content instead. Nothing happens to one that failed or was withdrawn.
   * @throws Error for an id that `emit` did not return
   */
  edit(tx: Tx, notificationId: bigint, content: MessageContent): Promise<void>
  /** The same for many messages, in a handful of statements. */
  editMany(tx: Tx, edits: readonly MessageEdit[]): Promise<void>
  /**
   * A thing has one living message: a new one is sent, or the message `to.onto` becomes it, and the one before goes: never sent if it still waits, else
   * deleted after the new one is there. Where `to.onto` is the message before itself, it is edited.
   */
  move(tx: Tx, move: Move): Promise<Moved>
  /** The same for many things, in a handful of statements; same order out as in. */
  moveMany(tx: Tx, moves: readonly Move[]): Promise<readonly Moved[]>
  /** Drops what has not been sent yet. @returns how many deliveries were dropped */
  withdraw(tx: Tx, notificationIds: readonly bigint[]): Promise<number>
}
