import type { Keyring } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'

const context = 'core_approval_vote.input'

/** A submission that waits, locked: one decision about it at a time. */
export interface Waiting {
  readonly id: bigint
  /** How many different people have to approve. */
  readonly needed: number
  readonly submittedBy: bigint
}

/** @param submission the one that was looked at; whatever waits unless given */
export async function lockWaiting(
  tx: Tx,
  kind: string,
  entityId: bigint,
  submission: bigint | undefined,
): Promise<Waiting | undefined> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT id, needed::int AS needed, submitted_by AS "submittedBy" FROM core_approval
    WHERE kind = ${kind} AND entity_id = ${String(entityId)} AND state = 'pending'
      AND (${submission ?? null}::bigint IS NULL OR id = ${submission ?? null}) FOR UPDATE`
  return row
}

export interface Vote {
  readonly approvalId: bigint
  readonly userId: bigint
  readonly at: Date
  /** What the approver entered, as the kind's schema parsed it. */
  readonly input: unknown
}

export interface VotesDeps {
  readonly keyring: Keyring
  /** Whether the person may decide about this now: a role may have been taken away since. */
  mayDecide(userId: bigint): Promise<boolean>
}

/**
 * Counts somebody's approval, once per person (the primary key); what they entered may be put right while it waits.
 * @returns who approved so far, in order; `undefined` = the same was counted before
 * @throws AppError when somebody else entered something else
 */
export async function countVote(
  tx: Tx,
  { keyring, mayDecide }: VotesDeps,
  vote: Vote,
): Promise<readonly bigint[] | undefined> {
  const { approvalId, userId, at } = vote
  const input = storable(vote.input)
  const inputOf = (row: { readonly input: Uint8Array | null }) => row.input && keyring.open(row.input, context)
  const others: bigint[] = []
  for (const row of await tx.approvalVote.findMany({
    where: { approvalId },
    orderBy: [{ votedAt: 'asc' }, { userId: 'asc' }],
  })) {
    if (row.userId === userId && inputOf(row) === input) return undefined
    if (row.userId === userId) continue
    if (!(await mayDecide(row.userId))) continue
    if (inputOf(row) !== input) throw new AppError('core-decide-input-differs')
    others.push(row.userId)
  }
  // Whoever may not decide any more has not approved; whoever approves anew is the last.
  await tx.approvalVote.deleteMany({ where: { approvalId, userId: { notIn: others } } })
  const sealed = input === null ? null : keyring.seal(input, context)
  await tx.approvalVote.create({ data: { approvalId, userId, votedAt: at, input: sealed } })
  return [...others, userId]
}

/** Once it is decided, what was entered is the feature's to keep. */
export async function forgetInputs(tx: Tx, approvalId: bigint): Promise<void> {
  await tx.approvalVote.updateMany({ where: { approvalId, input: { not: null } }, data: { input: null } })
}

/** The same for the same values, in whatever order they were answered. Amounts are bigints, which JSON knows as text. */
function storable(input: unknown): string | null {
  if (input === undefined) return null
  return JSON.stringify(input, (_key, value: unknown) => {
    if (typeof value === 'bigint') return String(value)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
