import { type EtsyOrder, Prisma, type Tx } from '@bazaar/core/db'
import type { Ended } from '../stock/index.ts'
import { type Item, itemKey } from './alert.repository.ts'
import type { Redraw } from './redraw.ts'

/** Of rows found by their listings, those about these: thousands of pairs would be more than one statement takes. */
function about<Row extends Item>(rows: readonly Row[], items: readonly Item[]): readonly Row[] {
  const keys = new Set(items.map(itemKey))
  return rows.filter((row) => keys.has(itemKey(row)))
}

const listingsOf = (items: readonly Item[]) => ({ in: [...new Set(items.map(({ listingId }) => listingId))] })
const idsOf = (rows: readonly { readonly id: bigint }[]) => ({ in: rows.map(({ id }) => id) })

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
  const since = new Date(Math.min(...orders.map(({ at }) => at.getTime())))
  const filled = await tx.etsyChange.findMany({
    where: { listingId: listingsOf(orders), cause: 'restocked', at: { gt: since } },
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
  if (came.length > 0) await tx.etsyOrder.deleteMany({ where: { id: idsOf(came) } })
  return orders.filter((order) => !came.includes(order))
}

/** There again: what was ordered has come, and nobody has to be left in peace. */
async function letGo(tx: Tx, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  const listingId = listingsOf(items)
  const orders = about(await tx.etsyOrder.findMany({ where: { listingId } }), items)
  const quiets = about(await tx.etsyQuiet.findMany({ where: { listingId, until: { not: null } } }), items)
  if (orders.length > 0) await tx.etsyOrder.deleteMany({ where: { id: idsOf(orders) } })
  if (quiets.length > 0) await tx.etsyQuiet.deleteMany({ where: { id: idsOf(quiets), until: { not: null } } })
}

async function letGoWhatCame(tx: Tx, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  const orders = await tx.etsyOrder.findMany({ where: { remindedAt: null, listingId: listingsOf(items) } })
  await endWhatCame(tx, about(orders, items))
}

/** What alerts said of these holds no more: they say so, and ask for nothing any more. What was ordered of something that is taken down may still come. */
export async function endAbout(tx: Tx, redraw: Redraw, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return
  const alerts = await endAlerts(tx, ended)
  await letGo(
    tx,
    ended.filter(({ by }) => by === 'back'),
  )
  await letGoWhatCame(
    tx,
    ended.filter(({ by }) => by === 'enough'),
  )
  await redraw.ended(tx, alerts)
}
