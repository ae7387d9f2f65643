import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import { type Db, type Tx, takeTurn } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { ActionResult, AdminAction, AuditedTx, Role, Users } from '../users/index.ts'
import type { QueueNotices } from './queue-notices.ts'
import {
  type Approvals,
  type ApproveOptions,
  type DecidableNoun,
  type Decider,
  type Decision,
  type InputNeeded,
  minReasonLength,
  mostWaiting,
} from './types.ts'
import { countVote, forgetInputs, lockWaiting, type Waiting } from './votes.ts'
import { decides, decidingRoles } from './who-decides.ts'

/** What people write: `B12`, or a bare `12`. */
interface Wanted {
  readonly letter: string | undefined
  readonly entityId: bigint
  /** The one that was looked at, where it was on a card. */
  readonly submission?: bigint | undefined
}

/** Something that waits, and what it is. */
interface Found {
  readonly noun: DecidableNoun
  readonly entityId: bigint
  readonly waiting: Waiting
}

export interface ApprovalsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly adminAction: AdminAction
  readonly users: Pick<Users, 'find'>
  readonly notices: QueueNotices
  /** What features let people decide about, read when needed: they are built after this service. */
  nouns(): readonly DecidableNoun[]
}

export function createApprovals({ db, clock, keyring, adminAction, users, notices, nouns }: ApprovalsDeps): Approvals {
  const ofRoles = (roles: readonly Role[]) => nouns().filter((noun) => decides(roles, noun))
  const letterOf = (id: string): string => nouns().find((noun) => noun.id === id)?.letter ?? ''

  /** A bare number is accepted where it can mean one kind only. */
  async function findNoun(
    tx: Tx,
    { roles }: Decider,
    { letter, entityId }: Wanted,
  ): Promise<DecidableNoun | undefined> {
    const known = ofRoles(roles).filter((noun) => letter === undefined || noun.letter === letter)
    if (known.length === 1) return known[0]
    const all = await tx.approval.findMany({
      where: { entityId: String(entityId), kind: { in: known.map(({ id }) => id) } },
      select: { kind: true, state: true },
      distinct: ['kind', 'state'],
    })
    // What waits is meant rather than what was decided long ago.
    const waiting = all.filter((row) => row.state === 'pending')
    const kinds = [...new Set((waiting.length > 0 ? waiting : all).map(({ kind }) => kind))]
    if (kinds.length > 1) throw new AppError('core-approval-ambiguous', { letters: kinds.map(letterOf).join(', ') })
    return known.find(({ id }) => id === kinds[0])
  }

  /** Finds what is meant, locks it, and lets `work` decide: the lock is what makes the first decision win. */
  function judge<Answer>(
    decider: Decider,
    wanted: Wanted,
    within: Tx | undefined,
    work: (tx: AuditedTx, found: Found) => Promise<ActionResult<Decision | Answer>>,
  ): Promise<Decision | Answer> {
    return adminAction<Decision | Answer>(
      decider,
      async (tx) => {
        const { entityId, submission } = wanted
        const noun = await findNoun(tx, decider, wanted)
        if (!noun) return { value: { outcome: 'unknown' }, did: undefined }
        const waiting = await lockWaiting(tx, noun.id, entityId, submission)
        if (!waiting) return { value: await previousDecision(tx, noun.id, entityId), did: undefined }
        return work(tx, { noun, entityId, waiting })
      },
      within,
    )
  }

  async function approve(
    tx: AuditedTx,
    { actorId }: Decider,
    found: Found,
    input: object | undefined,
  ): Promise<ActionResult<Decision | InputNeeded>> {
    const { noun, entityId, waiting } = found
    const { decide } = noun
    if (decide.input && !input)
      return { value: { outcome: 'input-needed', form: decide.input.form, submission: waiting.id }, did: undefined }
    // Of two pairs of eyes none are those of whoever sent it.
    if (waiting.needed > 1 && waiting.submittedBy === actorId && !decide.askerApproves)
      throw new AppError('core-decide-own', {}, 403)
    const now = clock.now()
    const approvers = await countVote(
      tx,
      { keyring, mayDecide: async (id) => decides((await users.find(id))?.roles ?? [], noun) },
      // Parsed here as well: what does not fit must not wait for the second approver to fail.
      { approvalId: waiting.id, userId: actorId, at: now, input: decide.input?.schema.parse(input) },
    )
    if (!approvers) return { value: { outcome: 'counted-before' }, did: undefined }
    if (approvers.length < waiting.needed) {
      const told = await notices.tellAgain(tx, { id: waiting.id, noun, entityId }, approvers)
      return { value: { outcome: 'counted', told }, did: { action: 'approval.counted', object: objectOf(found) } }
    }
    await tx.approval.update({
      where: { id: waiting.id },
      data: { state: 'approved', decidedBy: actorId, decidedAt: now },
    })
    await forgetInputs(tx, waiting.id)
    await decide.onApproved(tx, entityId, { actorId, approvers, input })
    return decided(found, 'approved')
  }

  async function reject(tx: AuditedTx, { actorId }: Decider, found: Found, reason: string) {
    const { noun, entityId, waiting } = found
    await tx.approval.update({
      where: { id: waiting.id },
      data: { state: 'rejected', decidedBy: actorId, decidedAt: clock.now(), reason },
    })
    await forgetInputs(tx, waiting.id)
    await noun.decide.onRejected(tx, entityId, { actorId, reason })
    return decided(found, 'rejected', reason)
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

  return {
    requireRoom: (kind, submittedBy, within) => requireRoom(within ?? db.prisma, kind, submittedBy),
    async submit(tx, kind, entityId, submittedBy) {
      // Of several that the person sends at once each sees those before it.
      await takeTurn(tx, `core:waiting:${kind}:${submittedBy}`)
      await requireRoom(tx, kind, submittedBy, entityId)
      const noun = nouns().find(({ id }) => id === kind)
      // The partial unique index on pending rows makes a second submission a no-op.
      const [entered] = await tx.$queryRaw<{ id: bigint }[]>`
        INSERT INTO core_approval (kind, entity_id, submitted_by, submitted_at, needed)
        VALUES (${kind}, ${String(entityId)}, ${submittedBy}, ${clock.now()}, ${noun?.decide.people ?? 1})
        ON CONFLICT (kind, entity_id) WHERE state = 'pending' DO NOTHING RETURNING id`
      if (!entered || !noun) return
      if (noun.decide.askerApproves)
        await tx.approvalVote.create({ data: { approvalId: entered.id, userId: submittedBy, votedAt: clock.now() } })
      const asker = noun.decide.askerApproves ? submittedBy : undefined
      await notices.tell(tx, { id: entered.id, noun, entityId }, asker)
    },
    async withdraw(tx, kind, entityId) {
      await tx.approval.deleteMany({ where: { kind, entityId: String(entityId), state: 'pending' } })
    },
    async opened(userId) {
      await db.prisma.queueNotice.deleteMany({ where: { userId } })
    },
    async list(roles, limit) {
      const rows = await db.prisma.approval.findMany({
        // What a switched-off feature left waits until it is back.
        where: { state: 'pending', kind: { in: ofRoles(roles).map(({ id }) => id) } },
        include: { votes: { select: { userId: true }, orderBy: { votedAt: 'asc' } } },
        orderBy: { id: 'asc' },
        take: limit,
      })
      return rows.flatMap((row) => {
        const noun = nouns().find(({ id }) => id === row.kind)
        const { id: submission, submittedAt } = row
        const approvers = row.votes.map(({ userId }) => userId)
        return noun ? [{ noun, entityId: BigInt(row.entityId), submission, submittedAt, approvers }] : []
      })
    },
    decides: (roles) => roles.includes('owner') || decidingRoles(nouns()).some((role) => roles.includes(role)),
    count: (roles) =>
      db.prisma.approval.count({ where: { state: 'pending', kind: { in: ofRoles(roles).map(({ id }) => id) } } }),
    approve: (decider, letter, entityId, { submission, input, within }: ApproveOptions = {}) =>
      judge(decider, { letter, entityId, submission }, within, (tx, found) => approve(tx, decider, found, input)),
    async reject(decider, letter, entityId, reason, { submission, within } = {}) {
      const given = reason.trim()
      if (given.length < minReasonLength) throw new AppError('core-reject-reason-short', { min: minReasonLength })
      return judge(decider, { letter, entityId, submission }, within, (tx, found) => reject(tx, decider, found, given))
    },
  }
}

const objectOf = ({ noun, entityId }: Found) => ({ kind: noun.id, id: String(entityId) })

function decided(found: Found, state: 'approved' | 'rejected', reason?: string): ActionResult<Decision> {
  return {
    value: { outcome: 'decided' },
    did: {
      action: `approval.${state}`,
      object: objectOf(found),
      before: { state: 'pending' },
      after: { state },
      ...(reason === undefined ? {} : { reason }),
    },
  }
}

async function previousDecision(tx: Tx, kind: string, entityId: bigint): Promise<Decision> {
  // The newest: what was put right since waits as another submission.
  const last = await tx.approval.findFirst({ where: { kind, entityId: String(entityId) }, orderBy: { id: 'desc' } })
  if (last?.state === 'pending') return { outcome: 'again' }
  if (!last?.decidedAt || last.decidedBy === null) return { outcome: 'unknown' }
  const state = last.state === 'approved' ? 'approved' : 'rejected'
  return { outcome: 'already', state, by: last.decidedBy, at: last.decidedAt }
}
