import { type Db, type EtsyShop, Prisma } from '@bazaar/core/db'
import { readPace } from '../stock/index.ts'
import { type Item, itemOf } from './items.ts'

export interface Totals {
  readonly onSale: number
  readonly low: number
  readonly out: number
  readonly hidden: number
}

/** Of each listing: how its variations are, in one pass. */
const withPieces = (shopId: bigint) => Prisma.sql`
  SELECT l.id, l.stock, l.stock_since, l.quantity, l.stock = 'OUT' AND l.stock_since <= l.first_seen_at AS is_old,
    coalesce(min(v.quantity) FILTER (WHERE v.is_enabled), l.quantity) AS fewest,
    coalesce(bool_or(v.stock IN ('LOW', 'OUT')) FILTER (WHERE v.is_enabled), false) AS is_short
  FROM etsy_lowstock_listing l LEFT JOIN etsy_lowstock_variation v ON v.listing_id = l.id
  WHERE l.shop_id = ${shopId} GROUP BY l.id`

export async function readTotals({ prisma }: Db, shopId: bigint): Promise<Totals> {
  const [row] = await prisma.$queryRaw<Totals[]>`
    SELECT count(*) FILTER (WHERE stock = 'OK')::int AS "onSale",
      count(*) FILTER (WHERE stock = 'OK' AND is_short)::int AS low,
      count(*) FILTER (WHERE stock = 'OUT')::int AS out,
      count(*) FILTER (WHERE stock = 'HIDDEN')::int AS hidden
    FROM (${withPieces(shopId)}) AS item`
  return row ?? { onSale: 0, low: 0, out: 0, hidden: 0 }
}

/**
 * Sold out (newest first), low, ordered, whatever has the fewest pieces, and last what was sold out before anybody looked; what is hidden is not
 * listed.
 */
const ranked = (shopId: bigint) => Prisma.sql`
  SELECT item.id, row_number() OVER (
    ORDER BY CASE WHEN (is_out OR is_short) AND is_ordered THEN 2 WHEN is_old THEN 4 WHEN is_out THEN 0 WHEN is_short THEN 1 ELSE 3 END,
      CASE WHEN is_out THEN stock_since END DESC NULLS LAST,
      CASE WHEN is_short THEN fewest ELSE item.quantity END, item.id)::int - 1 AS place
  FROM (${withPieces(shopId)}) AS item
  CROSS JOIN LATERAL (SELECT item.stock = 'OUT' AS is_out, EXISTS (
    SELECT FROM etsy_lowstock_order o WHERE o.listing_id = item.id AND o.reminded_at IS NULL) AS is_ordered) AS how
  WHERE stock <> 'HIDDEN'`

export async function rankListings(
  { prisma }: Db,
  shopId: bigint,
  { from, take }: { readonly from: number; readonly take: number },
): Promise<readonly bigint[]> {
  const rows = await prisma.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM (${ranked(shopId)}) AS listed WHERE place >= ${from} AND place < ${from + take} ORDER BY place`
  return rows.map(({ id }) => id)
}

/** How many listings stand before it; nothing where it is not listed. */
export async function placeOfListing({ prisma }: Db, shopId: bigint, listingId: bigint): Promise<number | undefined> {
  const [row] = await prisma.$queryRaw<{ place: number }[]>`
    SELECT place FROM (${ranked(shopId)}) AS listed WHERE id = ${listingId}`
  return row?.place
}

export interface Reading {
  readonly shop: EtsyShop
  /** This chat among those that get the alerts. */
  readonly chatRef: bigint | undefined
  readonly now: Date
}

/** Those listings of the shop, in that order. */
export async function readItems(
  { prisma }: Db,
  ids: readonly bigint[],
  { shop, chatRef, now }: Reading,
): Promise<readonly Item[]> {
  const rows = await prisma.etsyListing.findMany({
    where: { id: { in: [...ids] }, shopId: shop.id },
    include: { variations: true, orders: true, quiets: { where: { chatRef: chatRef ?? 0n } } },
  })
  const variations = rows.flatMap((row) => row.variations.map(({ id }) => id))
  const help = { shop, now, paces: await readPace(prisma, variations, now) }
  const byId = new Map(rows.map((row) => [row.id, itemOf(row, help)]))
  return ids.map((id) => byId.get(id)).filter((item) => item !== undefined)
}
