import type { Clock } from '../clock/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import { createPseudonym } from '../privacy/index.ts'

/** A payment that nobody takes for so long no longer keeps its payer from leaving. */
const blocksMs = 30 * 86_400_000

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

/** The account stays: what was taken in and paid back, when, and for which feature; no longer by whom or for what. */
export async function erasePayments(tx: Tx, userId: bigint): Promise<void> {
  await tx.payment.updateMany({
    where: { userId },
    data: { userId: createPseudonym(), payload: null, providerChargeId: null },
  })
}

/** Money came, and what it was paid for did not. */
export async function paymentBlockers(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  userId: bigint,
): Promise<readonly TextSpec[]> {
  const since = new Date(clock.now().getTime() - blocksMs)
  const waiting = await db.prisma.payment.findFirst({
    where: { userId, state: 'paid', settled: 'none', paidAt: { gt: since } },
    select: { amount: true, currency: true },
  })
  if (!waiting) return []
  return [
    { key: 'core-payment-erase-waiting', params: { amount: { money: [String(waiting.amount), waiting.currency] } } },
  ]
}
