import type { z } from 'zod'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Acting, Role } from '../users/index.ts'

/** What was approved, by whom. */
export interface Approval<Input> {
  /** Whose approval was the last that was needed. */
  readonly actorId: bigint
  /** Everybody who approved, in order. */
  readonly approvers: readonly bigint[]
  /** What the approvers entered; all of them the same. */
  readonly input: Input
}

/** What approvers have to enter, e.g. the amount that arrived. */
export interface ApprovalInput<Input> {
  /** `<feature id>-<name>` of a form made with `approveForm`, which the button and `/verify` open. */
  readonly form: string
  /** Parses its answers, as they come back from JSON (`z.coerce.bigint()` for amounts). */
  readonly schema: z.ZodType<Input>
}

/** What a decision about one kind of thing means. Those with an input are closed over its type by {@link decidable}. */
export interface DecidableSpec<Input> {
  /** Who decides; owners may always. */
  readonly by: Exclude<Role, 'owner'>
  /** How many different people have to approve, 1 unless told; one is enough to reject. */
  readonly people?: 1 | 2
  /** Whoever sends it may decide such things too, and has approved it by that: of two people one is missing. */
  readonly askerApproves?: true
  readonly input?: ApprovalInput<Input>
  /** The card that an admin sees in /pending. */
  card(entityId: bigint): Promise<TextSpec>
  /** Keys of stored pictures that belong to the card, at most 10. */
  photos?(entityId: bigint): Promise<readonly string[]>
  /** In the deciding transaction. The entity's owner is told by the feature (through the outbox). */
  onApproved(tx: Tx, entityId: bigint, approval: Approval<Input>): Promise<void>
  onRejected(tx: Tx, entityId: bigint, rejection: { readonly actorId: bigint; readonly reason: string }): Promise<void>
}

export type Decidable = DecidableSpec<unknown>

/** A noun that waits for decisions: see `Noun`. */
export interface DecidableNoun {
  readonly id: string
  readonly letter: string
  readonly title: TextSpec
  readonly decide: Decidable
}

/**
 * Closes the type of the input over a declaration. What was stored is parsed again before it is handed on.
 * @waits for the first feature whose approvers enter something: deposits
 */
export function decidable<Input>(spec: DecidableSpec<Input> & { readonly input: ApprovalInput<Input> }): Decidable {
  const { input } = spec
  return {
    ...spec,
    onApproved: (tx, id, approval) =>
      spec.onApproved(tx, id, { ...approval, input: input.schema.parse(approval.input) }),
  }
}

/** Who decides, with which roles, and from where. */
export type Decider = Required<Acting> & { readonly roles: readonly Role[] }

export type Decision =
  | { readonly outcome: 'decided' }
  /** Counted; somebody else has to approve too. `told`: how many were, who may. */
  | { readonly outcome: 'counted'; readonly told: number }
  /** This person's approval, with the same input, was counted before; somebody else's is missing. */
  | { readonly outcome: 'counted-before' }
  /** Somebody was first. */
  | { readonly outcome: 'already'; readonly state: 'approved' | 'rejected'; readonly by: bigint; readonly at: Date }
  /** What was looked at is decided, and waits again under another submission. */
  | { readonly outcome: 'again' }
  | { readonly outcome: 'unknown' }

/** Nothing was done: approving takes what the form asks for. */
export interface InputNeeded {
  readonly outcome: 'input-needed'
  readonly form: string
  /** What waits now: the form is opened with it, and means no other. */
  readonly submission: bigint
}

export interface PendingItem {
  readonly noun: DecidableNoun
  readonly entityId: bigint
  /** Names this very submission: an entity that was rejected and put right enters the queue under another one. */
  readonly submission: bigint
  readonly submittedAt: Date
  /** Who approved already, where one person is not enough. */
  readonly approvers: readonly bigint[]
}

export interface ApproveOptions {
  /** What was looked at; whatever waits unless given. */
  readonly submission?: bigint | undefined
  /** What the approver entered. */
  readonly input?: object
  /** A transaction that runs already, instead of one of its own. */
  readonly within?: Tx
}

export type RejectOptions = Omit<ApproveOptions, 'input'>

/** So much of one kind may wait for a decision that one person has sent: nobody fills the queue alone. */
export const mostWaiting = 3

/** Whoever is rejected reads it. */
export const minReasonLength = 10

/** The queue behind /pending, /verify and /reject: first decision wins, all of them audited. Kinds are nouns that can be decided. */
export interface Approvals {
  /**
   * For the beginning of what ends with `submit`, so that nobody fills in a form for nothing.
   * @param nounId `<feature id>-<noun>`
   * @param within a transaction that runs already
   * @throws AppError when {@link mostWaiting} of the kind wait that this person has sent
   */
  requireRoom(nounId: string, submittedBy: bigint, within?: Tx): Promise<void>
  /**
   * Puts an entity into the queue, and tells who may decide; an entity that already waits stays where it is.
   * @throws AppError as `requireRoom` does, also for several at once
   */
  submit(tx: Tx, nounId: string, entityId: bigint, submittedBy: bigint): Promise<void>
  /** It has been decided otherwise, e.g. by time: it leaves the queue undecided. Nothing happens when it does not wait. */
  withdraw(tx: Tx, nounId: string, entityId: bigint): Promise<void>
  /** Somebody looks at the queue now (to be called before it is read): what enters it from here on is news to them. */
  opened(userId: bigint): Promise<void>
  /** What somebody with these roles decides about, oldest first. */
  list(roles: readonly Role[], limit: number): Promise<readonly PendingItem[]>
  /** Whether somebody with these roles decides about anything. */
  decides(roles: readonly Role[]): boolean
  /** How much waits for somebody with these roles. */
  count(roles: readonly Role[]): Promise<number>
  /**
   * What the decider's roles do not decide about is unknown to them.
   * @param letter `undefined` for a bare number, which is accepted where it can mean one kind only
   * @throws AppError when approvers entered different things, or a bare number means several kinds
   */
  approve(
    decider: Decider,
    letter: string | undefined,
    entityId: bigint,
    options?: ApproveOptions,
  ): Promise<Decision | InputNeeded>
  /** @param reason at least {@link minReasonLength} characters (checked here) */
  reject(
    decider: Decider,
    letter: string | undefined,
    entityId: bigint,
    reason: string,
    options?: RejectOptions,
  ): Promise<Decision>
}
