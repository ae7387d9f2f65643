import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Acting } from '../users/index.ts'

/** A kind of thing that admins decide about, e.g. businesses. Ids people see are its letter and a number (`B12`). */
export interface ApprovalKind {
  /** `<feature id>-<noun>`. */
  readonly kind: string
  /** One capital letter, unique over all features. */
  readonly letter: string
  /** What such a thing is, in a word or two, for the message that one waits: "New venue". */
  readonly title: TextSpec
  /** The card that an admin sees in /pending. */
  card(entityId: bigint): Promise<TextSpec>
  /** Keys of stored pictures that belong to the card, at most 10. */
  photos?(entityId: bigint): Promise<readonly string[]>
  /** In the deciding transaction. The entity's owner is told by the feature (through the outbox). */
  onApproved(tx: Tx, entityId: bigint, actorId: bigint): Promise<void>
  onRejected(tx: Tx, entityId: bigint, actorId: bigint, reason: string): Promise<void>
}

/** Who decides, and from where. */
export type Decider = Required<Acting>

export type Decision =
  | { readonly outcome: 'decided' }
  /** Somebody was first. */
  | { readonly outcome: 'already'; readonly state: 'approved' | 'rejected'; readonly by: bigint; readonly at: Date }
  /** What was looked at is decided, and waits again under another submission. */
  | { readonly outcome: 'again' }
  | { readonly outcome: 'unknown' }

export interface PendingItem {
  readonly kind: string
  readonly letter: string
  readonly entityId: bigint
  /** Names this very submission: an entity that was rejected and put right enters the queue under another one. */
  readonly submission: bigint
  readonly submittedAt: Date
}

/** So much of one kind may wait for a decision that one person has sent: nobody fills the queue alone. */
export const mostWaiting = 3

/** Whoever is rejected reads it. */
export const minReasonLength = 10

/** The queue behind /pending, /verify and /reject: first decision wins, all of them audited. */
export interface Approvals {
  /**
   * For the beginning of what ends with `submit`, so that nobody fills in a form for nothing.
   * @throws AppError when {@link mostWaiting} of the kind wait that this person has sent
   */
  requireRoom(kind: string, submittedBy: bigint): Promise<void>
  /**
   * Puts an entity into the queue, and tells who may decide; an entity that already waits stays where it is.
   * @throws AppError as `requireRoom` does, also for several at once
   */
  submit(tx: Tx, kind: string, entityId: bigint, submittedBy: bigint): Promise<void>
  /** Somebody looks at the queue now (to be called before it is read): what enters it from here on is news to them. */
  opened(userId: bigint): Promise<void>
  /** Oldest first. */
  list(limit: number): Promise<readonly PendingItem[]>
  /** @param submission what was looked at; whatever waits unless given */
  approve(decider: Decider, letter: string | undefined, entityId: bigint, submission?: bigint): Promise<Decision>
  /**
   * @param reason at least {@link minReasonLength} characters (checked here)
   * @param within a transaction that runs already, instead of one of its own
   * @param submission as in `approve`
   */
  reject(
    decider: Decider,
    letter: string | undefined,
    entityId: bigint,
    reason: string,
    within?: Tx,
    submission?: bigint,
  ): Promise<Decision>
}
