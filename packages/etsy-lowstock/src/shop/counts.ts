import type { Tx } from '@bazaar/core/db'

/** Listings of a shop. */
export interface StockCounts {
  readonly onSale: number
  /** Those on sale of which something runs low or is sold out. */
  readonly low: number
  readonly soldOut: number
}

/** In one statement; shops without a listing are left out. */
export async function readCounts(
  db: Pick<Tx, '$queryRaw'>,
  shopIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, StockCounts>> {
  if (shopIds.length === 0) return new Map()
  const rows = await db.$queryRaw<({ shop: bigint } & StockCounts)[]>`
    SELECT l.shop_id AS shop, count(*) FILTER (WHERE l.stock = 'OK')::int AS "onSale",
      count(*) FILTER (WHERE l.stock = 'OUT')::int AS "soldOut",
      count(*) FILTER (WHERE l.stock = 'OK' AND EXISTS (
        SELECT 1 FROM etsy_lowstock_variation v WHERE v.listing_id = l.id AND v.stock IN ('LOW', 'OUT')))::int AS low
    FROM etsy_lowstock_listing l WHERE l.shop_id = ANY(${[...shopIds]}::bigint[]) GROUP BY l.shop_id`
  return new Map(rows.map(({ shop, onSale, low, soldOut }) => [shop, { onSale, low, soldOut }]))
}
