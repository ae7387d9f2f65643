import type { Keyring } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'

const context = 'core_approval_vote.input'

/** A submission that waits, locked: one decision about it at a time. */
export interface Waiting {
  readonly id: bigint
  /** How many different people have to approve. */
  readonly needed: number
}

/** @param submission the one that was looked at; whatever waits unless given */
export async function lockWaiting(
  tx: Tx,
  kind: string,
  entityId: bigint,
  submission: bigint | undefined,
): Promise<Waiting | undefined> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT id, needed::int AS needed FROM core_approval
    WHERE kind = ${kind} AND entity_id = ${String(entityId)} AND state = 'pending'
      AND (${submission ?? null}::bigint IS NULL OR id = ${submission ?? null}) FOR UPDATE`
  return row
}

export interface Vote {
  readonly approvalId: bigint
  readonly userId: bigint
  readonly at: Date
  readonly input: object | undefined
}

/**
 * Counts somebody's approval, once per person (the primary key).
 * @returns who approved so far, in order; `undefined` = this person's was counted before
 * @throws AppError when somebody else entered something else
 */
export async function countVote(tx: Tx, keyring: Keyring, vote: Vote): Promise<readonly bigint[] | undefined> {
  const { approvalId, userId, at } = vote
  const earlier = await tx.approvalVote.findMany({
    where: { approvalId },
    orderBy: [{ votedAt: 'asc' }, { userId: 'asc' }],
  })
  if (earlier.some((one) => one.userId === userId)) return undefined
  const input = vote.input && storable(vote.input)
  for (const one of earlier)
    if ((one.input && keyring.open(one.input, context)) !== (input ?? null))
      throw new AppError('core-decide-input-differs')
  const sealed = input === undefined ? null : keyring.seal(input, context)
  await tx.approvalVote.create({ data: { approvalId, userId, votedAt: at, input: sealed } })
  return [...earlier.map((one) => one.userId), userId]
}

/** Amounts are bigints, which JSON knows as text. */
const storable = (input: object): string =>
  JSON.stringify(input, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
