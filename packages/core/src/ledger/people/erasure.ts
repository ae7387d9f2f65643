import type { Clock } from '../../clock/index.ts'
import type { Tx } from '../../db/index.ts'
import { AppError } from '../../errors/index.ts'
import { money } from '../../i18n/index.ts'
import type { EraseBlocker } from '../../privacy/index.ts'
import { adjustmentNoun } from '../adjustment-names.ts'
import { bonusKind, forfeitReason, peoplesKinds, pointsOf } from '../core-declaration.ts'
import type { Account, Ledger, Posting } from '../types.ts'
import { walletButton } from './buttons.ts'

interface ErasureDeps {
  readonly clock: Clock
  readonly ledger: Pick<Ledger, 'balances' | 'postMany'>
}

type Full = Pick<Account, 'kind' | 'currency'> & { readonly available: bigint; readonly held: bigint }

/** What is worth nothing elsewhere is given up by whoever leaves. */
const isForfeited = ({ kind, currency }: Pick<Full, 'kind' | 'currency'>): boolean =>
  peoplesKinds.some((one) => one === kind) && (pointsOf.has(currency) || kind === bonusKind)

/** What is set aside, and money. A debt keeps nobody. */
function blockersOf(accounts: readonly Full[]): readonly EraseBlocker[] {
  const sums = (amountOf: (one: Full) => bigint) =>
    [...Map.groupBy(accounts, ({ currency }) => currency)].flatMap(([currency, all]) => {
      const sum = all.reduce((total, one) => total + amountOf(one), 0n)
      return sum > 0n ? [{ amount: money(sum, currency) }] : []
    })
  const worth = (one: Full): bigint => (isForfeited(one) || one.available < 0n ? 0n : one.available)
  return [
    ...sums(({ held }) => held).map((params) => ({ key: 'core-wallet-erase-held', params, button: walletButton })),
    ...sums(worth).map((params) => ({ key: 'core-wallet-erase-money', params, button: walletButton })),
  ]
}

export const ledgerBlockers = async (
  { ledger }: Pick<ErasureDeps, 'ledger'>,
  userId: bigint,
): Promise<readonly EraseBlocker[]> => blockersOf(await ledger.balances(userId))

interface LockedRow {
  readonly id: bigint
  readonly kind: string
  readonly currency: string
  readonly balance: bigint
  readonly held: bigint
  readonly seq: bigint
}

/**
 * The books stay, and nobody is found in them: what is worth nothing elsewhere is posted as given up, then the subject forgets its person. Whoever
 * comes back begins with nothing.
 * @throws AppError when money came or was set aside since it was asked
 */
export async function eraseLedger({ clock, ledger }: ErasureDeps, tx: Tx, userId: bigint): Promise<void> {
  // In the order of whoever decides: what waits in the queue, the correction, then whose it is.
  await withdrawAdjustments(tx, { askedBy: userId })
  const known = await tx.ledgerSubject.findUnique({ where: { userId }, select: { id: true } })
  if (known) await withdrawAdjustments(tx, { subjectId: known.id })
  const [subject] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM core_ledger_subject WHERE user_id = ${userId} FOR UPDATE`
  if (!subject) return
  // Of those that came meanwhile too: the next ones wait for the lock.
  await withdrawAdjustments(tx, { subjectId: subject.id })
  // Why any of them was made may name the person.
  await tx.ledgerAdjustment.updateMany({ where: { subjectId: subject.id }, data: { reason: null } })
  const accounts = await lockAccounts(tx, subject.id, clock.now())
  const [blocker] = blockersOf(accounts.map((row) => ({ ...row, available: row.balance - row.held })))
  if (blocker) throw new AppError(blocker.key, blocker.params)
  const forfeits = accounts.filter(({ balance }) => balance > 0n).map((row) => forfeit(row, userId))
  await ledger.postMany(tx, forfeits)
  await tx.ledgerSubject.update({ where: { id: subject.id }, data: { userId: null } })
}

/** As they will stay: an account that is new waits for the lock on its subject. What has run out is free. @param now business time */
const lockAccounts = (tx: Tx, subjectId: string, now: Date): Promise<readonly LockedRow[]> => tx.$queryRaw<LockedRow[]>`
  SELECT account.id, account.kind, account.currency, account.balance, account.seq, (account.held - coalesce((
    SELECT sum(part.amount) FROM core_ledger_hold_part part
    WHERE part.account_id = account.id AND part.is_open AND part.expires_at <= ${now}
  ), 0))::bigint AS held
  FROM (
    SELECT * FROM core_ledger_account WHERE subject_id = ${subjectId}::uuid AND is_stored ORDER BY id FOR NO KEY UPDATE
  ) account ORDER BY account.id`

function forfeit({ id, kind, currency, balance, seq }: LockedRow, userId: bigint): Posting {
  return {
    ...{ key: `core:forfeit:${id}:${seq}`, reason: forfeitReason, entity: 'account' },
    legs: [
      { kind, owner: { user: userId }, currency, amount: -balance },
      { kind: 'core-forfeited', owner: 'system', currency, amount: balance },
    ],
  }
}

/** What waits is not decided any more: neither what whoever leaves asked for, nor what is about them. */
async function withdrawAdjustments(tx: Tx, whose: { askedBy: bigint } | { subjectId: string }): Promise<void> {
  const where = { ...whose, state: 'waiting' }
  const waiting = await tx.ledgerAdjustment.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  if (waiting.length === 0) return
  const entityIds = waiting.map(({ id }) => String(id))
  await tx.approval.deleteMany({ where: { kind: adjustmentNoun, state: 'pending', entityId: { in: entityIds } } })
  await tx.ledgerAdjustment.updateMany({ where, data: { state: 'withdrawn' } })
}
