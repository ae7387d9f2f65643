import type { Approvals } from '../../approvals/index.ts'
import type { AdjustLimit } from '../../config/index.ts'
import type { Keyring } from '../../crypto/index.ts'
import type { LedgerAdjustment, Tx } from '../../db/index.ts'
import { AppError } from '../../errors/index.ts'
import type { Acting, AdminAction, Users } from '../../users/index.ts'
import { adjustmentNoun, reasonContext } from '../adjustment-names.ts'
import { adjustmentReason } from '../core-declaration.ts'
import type { Ledger } from '../types.ts'
import { adjustmentId, postingId } from './buttons.ts'
import { type TellDeps, tellOwners } from './tell-owners.ts'

export interface AdjustmentDeps extends TellDeps {
  readonly keyring: Keyring
  readonly users: Pick<Users, 'find'>
  readonly adminAction: AdminAction
  readonly approvals: Pick<Approvals, 'submit'>
  readonly ledger: Pick<Ledger, 'post'>
  readonly limit: AdjustLimit
}

export interface Wanted {
  readonly user: bigint
  readonly kind: string
  readonly currency: string
  readonly amount: bigint
  readonly reason: string
}

/** A correction, and what posted it; nothing when it waits for a second person. */
export interface Asked {
  readonly id: bigint
  readonly posting: bigint | undefined
}

/** Corrects an account at once, or asks a second person to decide: above the limit of 24 hours, and whoever corrects an account of their own. */
export function adjust(deps: AdjustmentDeps, tx: Tx, acting: Required<Acting>, wanted: Wanted): Promise<Asked> {
  const { kind, currency, amount, reason } = wanted
  return deps.adminAction(
    acting,
    async (audited) => {
      const before = await correctedBy(deps, audited, acting.actorId, currency)
      const row = await write(deps, audited, acting.actorId, wanted)
      const isAlone = wanted.user !== acting.actorId && before + size(amount) <= deps.limit.of(currency)
      const posting = isAlone ? await post(deps, audited, row, wanted.user) : undefined
      if (posting === undefined) await deps.approvals.submit(audited, adjustmentNoun, row.id, acting.actorId)
      const after = { kind, currency, amount: String(amount), ...(posting && { by: postingId(posting) }) }
      const action = posting === undefined ? 'ledger.adjustment-asked' : 'ledger.adjusted'
      const object = { kind: adjustmentNoun, id: adjustmentId(row.id) }
      return { value: { id: row.id, posting }, did: { action, object, after, reason } }
    },
    tx,
  )
}

const withinMs = 24 * 3_600_000

/** How much somebody has corrected within 24 hours, up and down: many small corrections are a large one. */
async function correctedBy({ clock }: AdjustmentDeps, tx: Tx, askedBy: bigint, currency: string): Promise<bigint> {
  const askedAt = { gt: new Date(clock.now().getTime() - withinMs) }
  const rows = await tx.ledgerAdjustment.findMany({
    where: { askedBy, currency, askedAt, state: 'posted' },
    select: { amount: true },
  })
  return rows.reduce((sum, { amount }) => sum + size(amount), 0n)
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount)

async function write({ clock, keyring, users }: AdjustmentDeps, tx: Tx, askedBy: bigint, wanted: Wanted) {
  const { user, kind, currency, amount, reason } = wanted
  if (!(await users.find(user))) throw new AppError('core-ledger-person-unknown', { id: String(user) }, 404)
  await tx.$executeRaw`INSERT INTO core_ledger_subject (user_id) VALUES (${user}) ON CONFLICT (user_id) DO NOTHING`
  // Whoever erases the person waits, or has done it.
  const [subject] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM core_ledger_subject WHERE user_id = ${user} FOR KEY SHARE`
  if (!subject) throw new AppError('core-ledger-person-unknown', { id: String(user) }, 404)
  const sealed = keyring.seal(JSON.stringify(reason), reasonContext)
  return tx.ledgerAdjustment.create({
    data: { subjectId: subject.id, kind, currency, amount, reason: sealed, askedBy, askedAt: clock.now() },
  })
}

/** Posts it, once: its key is its number. The person is told. */
export async function post(deps: AdjustmentDeps, tx: Tx, row: LedgerAdjustment, user: bigint): Promise<bigint> {
  const { id, kind, currency, amount } = row
  const posted = await deps.ledger.post(tx, {
    ...{ key: `core:adjustment:${id}`, reason: adjustmentReason, entity: adjustmentId(id) },
    legs: [
      { kind, owner: { user }, currency, amount },
      { kind: 'core-adjusted', owner: 'system', currency, amount: -amount },
    ],
  })
  await tx.ledgerAdjustment.update({ where: { id }, data: { state: 'posted', postingId: posted.id } })
  await tellOwners(deps, tx, posted.id)
  return posted.id
}
