import type { Metrics } from '@bazaar/core/metrics'
import { toPurchaseView } from '../purchase.view.ts'
import type { PurchaseState, Reservations } from '../types.ts'

/** What ends reservations. The functions lock the offer first, so none of them crosses a batch that is being decided. */
export function createReleasing({ metrics }: { readonly metrics: Metrics }): Omit<Reservations, 'reserve'> {
  const completed = metrics.counter('purchases_completed_total', 'Reservations that were collected')

  return {
    async cancelByCustomer(tx, purchaseId, now, late) {
      const [row] = await tx.$queryRaw<{ done: boolean }[]>`
        SELECT marketplace_cancel(${purchaseId}, ${now.toISOString()}::text::timestamptz, ${late}) AS done`
      return row?.done ?? false
    },
    async cancelByVenue(tx, offerId, now) {
      const ended = await tx.$queryRaw<{ id: bigint; was: PurchaseState }[]>`
        SELECT id, was FROM marketplace_cancel_all(${offerId}, ${now.toISOString()}::text::timestamptz)`
      const states = new Map(ended.map(({ id, was }) => [id, was]))
      const rows = await tx.marketplacePurchase.findMany({
        where: { id: { in: [...states.keys()] } },
        orderBy: { id: 'asc' },
      })
      return rows.map((row) => {
        const view = toPurchaseView(row)
        return { ...view, state: states.get(row.id) ?? view.state, cancelledAt: undefined }
      })
    },
    async collect(tx, purchaseId, now, by) {
      const [row] = await tx.$queryRaw<{ done: boolean }[]>`
        SELECT marketplace_collect(${purchaseId}, ${now.toISOString()}::text::timestamptz, ${by}) AS done`
      if (row?.done) completed.inc()
      return row?.done ?? false
    },
    async closeMissed(tx, offerId, now) {
      const closed = await tx.$queryRaw<{ id: bigint }[]>`
        SELECT id FROM marketplace_close_missed(${offerId}, ${now.toISOString()}::text::timestamptz) AS id`
      const ids = closed.map(({ id }) => id)
      const rows = await tx.marketplacePurchase.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
      return rows.map(toPurchaseView)
    },
    async find(tx, purchaseId) {
      const row = await tx.marketplacePurchase.findUnique({ where: { id: purchaseId } })
      return row ? toPurchaseView(row) : undefined
    },
  }
}
