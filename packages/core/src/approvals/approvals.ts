import type { Clock } from '../clock/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { ActionResult, AdminAction, AuditedTx } from '../users/index.ts'
import type { QueueNotices } from './queue-notices.ts'
import {
  type ApprovalKind,
  type Approvals,
  type Decider,
  type Decision,
  minReasonLength,
  mostWaiting,
} from './types.ts'

/** What people write: `B12`, or a bare `12`. */
interface Wanted {
  readonly letter: string | undefined
  readonly entityId: bigint
  /** The one that was looked at, where it was on a card. */
  readonly submission?: bigint | undefined
}

type Verdict = { readonly state: 'approved' } | { readonly state: 'rejected'; readonly reason: string }

export interface ApprovalsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly adminAction: AdminAction
  readonly notices: QueueNotices
}

/** @param kinds called when first needed, because features are built after the core */
export function createApprovals(
  { db, clock, adminAction, notices }: ApprovalsDeps,
  kinds: () => readonly ApprovalKind[],
): Approvals {
  function candidates(letter: string | undefined): readonly ApprovalKind[] {
    return kinds().filter((kind) => letter === undefined || kind.letter === letter)
  }

  /** A bare number is accepted where it can mean one kind only. */
  async function findKind(tx: Tx, letter: string | undefined, entityId: bigint): Promise<ApprovalKind | undefined> {
    const known = candidates(letter)
    if (known.length === 1) return known[0]
    const all = await tx.approval.findMany({
      where: { entityId: String(entityId), kind: { in: known.map(({ kind }) => kind) } },
      select: { kind: true, state: true },
      distinct: ['kind', 'state'],
    })
    // What waits is meant rather than what was decided long ago.
    const waiting = all.filter((row) => row.state === 'pending')
    const rows = distinctKinds(waiting.length > 0 ? waiting : all)
    if (rows.length > 1)
      throw new AppError('core-approval-ambiguous', { letters: rows.map((row) => letterOf(row.kind)).join(', ') })
    return known.find(({ kind }) => kind === rows[0]?.kind)
  }

  const letterOf = (kind: string): string => kinds().find((known) => known.kind === kind)?.letter ?? ''

  async function judge(
    tx: AuditedTx,
    { actorId }: Decider,
    wanted: Wanted,
    verdict: Verdict,
  ): Promise<ActionResult<Decision>> {
    const { entityId } = wanted
    const kind = await findKind(tx, wanted.letter, entityId)
    if (!kind) return { value: { outcome: 'unknown' }, did: undefined }
    const reason = verdict.state === 'rejected' ? verdict.reason : null
    // The row lock of this UPDATE is what makes the first decision win.
    const won = await tx.approval.updateMany({
      where: {
        kind: kind.kind,
        entityId: String(entityId),
        state: 'pending',
        ...(wanted.submission === undefined ? {} : { id: wanted.submission }),
      },
      data: { state: verdict.state, decidedBy: actorId, decidedAt: clock.now(), reason },
    })
    if (won.count === 0) return { value: await previousDecision(tx, kind.kind, entityId), did: undefined }
    if (verdict.state === 'approved') await kind.onApproved(tx, entityId, actorId)
    else await kind.onRejected(tx, entityId, actorId, verdict.reason)
    return {
      value: { outcome: 'decided' },
      did: {
        action: `approval.${verdict.state}`,
        object: { kind: kind.kind, id: String(entityId) },
        before: { state: 'pending' },
        after: { state: verdict.state },
        ...(reason === null ? {} : { reason }),
      },
    }
  }

  /** @param entityId not counted: it may wait already */
  async function requireRoom(tx: Tx, kind: string, submittedBy: bigint, entityId?: bigint): Promise<void> {
    const others = entityId === undefined ? {} : { entityId: { not: String(entityId) } }
    const waiting = await tx.approval.findMany({
      where: { kind, submittedBy, state: 'pending', ...others },
      select: { entityId: true },
      orderBy: { id: 'asc' },
      take: mostWaiting,
    })
    if (waiting.length < mostWaiting) return
    const ids = waiting.map((one) => `${letterOf(kind)}${one.entityId}`).join(', ')
    throw new AppError('core-approval-many', { count: waiting.length, ids }, 429)
  }

  const decide = (decider: Decider, wanted: Wanted, verdict: Verdict, within?: Tx): Promise<Decision> =>
    adminAction(decider, (tx) => judge(tx, decider, wanted, verdict), within)

  return {
    requireRoom: (kind, submittedBy) => requireRoom(db.prisma, kind, submittedBy),
    async submit(tx, kind, entityId, submittedBy) {
      // Of several that the person sends at once each sees those before it.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`core:waiting:${kind}:${submittedBy}`}))::text`
      await requireRoom(tx, kind, submittedBy, entityId)
      // The partial unique index on pending rows makes a second submission a no-op.
      const [entered] = await tx.$queryRaw<{ id: bigint }[]>`
        INSERT INTO core_approval (kind, entity_id, submitted_by, submitted_at)
        VALUES (${kind}, ${String(entityId)}, ${submittedBy}, ${clock.now()})
        ON CONFLICT (kind, entity_id) WHERE state = 'pending' DO NOTHING RETURNING id`
      const known = kinds().find((one) => one.kind === kind)
      if (entered && known)
        await notices.tell(tx, { id: entered.id, kind, title: known.title, shown: `${known.letter}${entityId}` })
    },
    async opened(userId) {
      await db.prisma.queueNotice.deleteMany({ where: { userId } })
    },
    async list(limit) {
      const rows = await db.prisma.approval.findMany({
        // What a switched-off feature left waits until it is back.
        where: { state: 'pending', kind: { in: kinds().map(({ kind }) => kind) } },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return rows.map((row) => ({
        kind: row.kind,
        letter: letterOf(row.kind),
        entityId: BigInt(row.entityId),
        submission: row.id,
        submittedAt: row.submittedAt,
      }))
    },
    approve: (decider, letter, entityId, submission) =>
      decide(decider, { letter, entityId, submission }, { state: 'approved' }),
    async reject(decider, letter, entityId, reason, within, submission) {
      const given = reason.trim()
      if (given.length < minReasonLength) throw new AppError('core-reject-reason-short', { min: minReasonLength })
      return decide(decider, { letter, entityId, submission }, { state: 'rejected', reason: given }, within)
    },
  }
}

function distinctKinds<T extends { readonly kind: string }>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [row.kind, row])).values()]
}

async function previousDecision(tx: Tx, kind: string, entityId: bigint): Promise<Decision> {
  // The newest: what was put right since waits as another submission.
  const last = await tx.approval.findFirst({ where: { kind, entityId: String(entityId) }, orderBy: { id: 'desc' } })
  if (last?.state === 'pending') return { outcome: 'again' }
  if (!last?.decidedAt || last.decidedBy === null) return { outcome: 'unknown' }
  const state = last.state === 'approved' ? 'approved' : 'rejected'
  return { outcome: 'already', state, by: last.decidedBy, at: last.decidedAt }
}
