import type { Clock } from '../clock/index.ts'
import type { Db, Payment as Row, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Jobs } from '../jobs/index.ts'
import { createPseudonym } from '../privacy/index.ts'
import { keyOf } from './payments.ts'

/** A payment that nobody takes for so long no longer keeps its payer from leaving. */
const blocksMs = 30 * 86_400_000

interface ErasureDeps {
  readonly clock: Clock
  readonly jobs: Pick<Jobs, 'cancel'>
}

type Waiting = Pick<Row, 'id' | 'state' | 'currency' | 'amount' | 'paidAt' | 'refundedAt'>

export async function exportPayments({ prisma }: Db, userId: bigint): Promise<object> {
  const payments = await prisma.payment.findMany({
    where: { userId },
    select: {
      ...{ chargeId: true, providerChargeId: true, owner: true, payload: true, currency: true, amount: true },
      ...{ state: true, paidAt: true, refundedAt: true, subscriptionUntil: true },
    },
    orderBy: { id: 'asc' },
  })
  return { payments }
}

/**
 * The account stays: what was taken in and paid back, when, and for which feature; no longer by whom or for what.
 * @throws AppError when something waits after all: its feature could no longer be told whose it is
 */
export async function erasePayments({ clock, jobs }: ErasureDeps, tx: Tx, userId: bigint): Promise<void> {
  await tx.$queryRaw`SELECT FROM core_payment WHERE user_id = ${userId} FOR UPDATE`
  const waiting = await findWaiting(tx, userId)
  const [blocker] = blockersOf(waiting, clock)
  if (blocker) throw new AppError(blocker.key, blocker.params)
  for (const row of waiting) await jobs.cancel(tx, keyOf(row))
  await tx.payment.updateMany({
    where: { userId },
    data: { userId: createPseudonym(), payload: null, providerChargeId: null },
  })
}

/** Money came, and what it was paid for did not; or it went back, and what it brought did not. */
export async function paymentBlockers(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  userId: bigint,
): Promise<readonly TextSpec[]> {
  return blockersOf(await findWaiting(db.prisma, userId), clock)
}

const findWaiting = ({ payment }: Pick<Tx, 'payment'>, userId: bigint): Promise<readonly Waiting[]> =>
  payment.findMany({
    where: { userId, NOT: { settled: { equals: payment.fields.state } } },
    select: { id: true, state: true, currency: true, amount: true, paidAt: true, refundedAt: true },
    orderBy: { id: 'asc' },
  })

function blockersOf(waiting: readonly Waiting[], clock: Clock): readonly TextSpec[] {
  const since = clock.now().getTime() - blocksMs
  const young = waiting.find(({ paidAt, refundedAt }) => (refundedAt ?? paidAt ?? new Date(0)).getTime() > since)
  if (!young) return []
  const key = young.state === 'paid' ? 'core-payment-erase-waiting' : 'core-payment-erase-refund'
  return [{ key, params: { amount: { money: [String(young.amount), young.currency] } } }]
}
