import { type EtsyOrder, Prisma, type Tx } from '@bazaar/core/db'
import type { Ended } from '../stock/index.ts'
import type { Item } from './alert.repository.ts'
import type { Redraw } from './redraw.ts'

const itemOf = ({ listingId, variationId }: Item): Item => ({ listingId, variationId })

/** Ends the alerts about these. @returns those that were not over before */
async function endAlerts(tx: Tx, ended: readonly Ended[]): Promise<readonly bigint[]> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>(Prisma.sql`
    UPDATE etsy_lowstock_alert a SET over_at = e.at, over_by = e.by
    FROM unnest(${ended.map((one) => one.listingId)}::bigint[], ${ended.map((one) => one.variationId)}::bigint[],
      ${ended.map((one) => one.at)}::timestamptz[], ${ended.map((one) => one.by)}::text[]) AS e (listing_id, variation_id, at, by)
    WHERE a.listing_id = e.listing_id AND a.variation_id IS NOT DISTINCT FROM e.variation_id
      AND a.kind IN ('out', 'low', 'due') AND a.over_at IS NULL
    RETURNING a.id`)
  return rows.map(({ id }) => id)
}

/** What was ordered has come when there was more of it since: it may have been low only, so that nothing was told. Those orders go. */
export async function endWhatCame(tx: Tx, orders: readonly EtsyOrder[]): Promise<readonly EtsyOrder[]> {
  if (orders.length === 0) return orders
  const filled = await tx.etsyChange.findMany({
    where: { listingId: { in: orders.map((one) => one.listingId) }, cause: 'restocked' },
    select: { listingId: true, variationId: true, at: true },
  })
  const hasCome = (order: EtsyOrder): boolean =>
    filled.some(
      ({ listingId, variationId, at }) =>
        at > order.at &&
        listingId === order.listingId &&
        (order.variationId === null || variationId === order.variationId),
    )
  const came = orders.filter(hasCome)
  if (came.length > 0) await tx.etsyOrder.deleteMany({ where: { id: { in: came.map(({ id }) => id) } } })
  return orders.filter((order) => !came.includes(order))
}

/** There again: what was ordered has come, and nobody has to be left in peace. */
async function letGo(tx: Tx, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  await tx.etsyOrder.deleteMany({ where: { OR: [...items] } })
  await tx.etsyQuiet.deleteMany({ where: { until: { not: null }, OR: [...items] } })
}

/** What alerts said of these holds no more: they say so, and ask for nothing any more. What was ordered of something that is taken down may still come. */
export async function endAbout(tx: Tx, redraw: Redraw, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return
  const alerts = await endAlerts(tx, ended)
  const [back, enough] = ['back', 'enough'].map((by) => ended.filter((one) => one.by === by).map(itemOf))
  await letGo(tx, back ?? [])
  if (enough && enough.length > 0)
    await endWhatCame(tx, await tx.etsyOrder.findMany({ where: { remindedAt: null, OR: enough } }))
  await redraw.ended(tx, alerts)
}
