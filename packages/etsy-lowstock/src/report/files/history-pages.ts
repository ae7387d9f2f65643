import type { Db } from '@bazaar/core/db'
import { type HistoryRow, historyCells } from './rows.ts'

/** A line of a shop's history, in the order of its listings, and of each one's changes. */
export interface Place {
  readonly listing: string
  readonly at: string
  readonly id: string
}

const beginning: Place = { listing: '0', at: '-infinity', id: '0' }
const changesAtOnce = 1000

/**
 * From the place on, that line included. Each listing gives no more than is asked for, by its index: neither the rows before nor those of other shops
 * are read.
 */
const fromPlace = `
  FROM (SELECT * FROM etsy_lowstock_listing WHERE shop_id = $1 AND etsy_listing_id >= $2::bigint ORDER BY etsy_listing_id) l
  CROSS JOIN LATERAL (
    SELECT * FROM etsy_lowstock_change
    WHERE listing_id = l.id AND at >= CASE WHEN l.etsy_listing_id = $2::bigint THEN $3::timestamptz ELSE '-infinity' END
      AND (l.etsy_listing_id > $2::bigint OR (at, id) >= ($3::timestamptz, $4::bigint))
    ORDER BY at, id LIMIT $5) c`
const inOrder = 'ORDER BY l.etsy_listing_id, c.at, c.id'

/** The line that comes `after` lines later; nothing where the history ends before. */
export async function findPlace(
  { pool }: Db,
  shopId: bigint,
  { listing, at, id } = beginning,
  after = 0,
): Promise<Place | undefined> {
  const { rows } = await pool.query<Place>(
    `SELECT l.etsy_listing_id::text AS listing, c.at::text AS at, c.id::text AS id ${fromPlace} ${inOrder} OFFSET $6 LIMIT 1`,
    [String(shopId), listing, at, id, after + 1, after],
  )
  return rows[0]
}

/** So many lines, page by page: a history of any length needs the memory of one page. */
export async function* pagesFrom(
  { pool }: Db,
  shopId: bigint,
  start: Place,
  most: number,
): AsyncGenerator<readonly (readonly string[])[]> {
  let from: Place | undefined = start
  for (let written = 0; from && written < most; ) {
    const take: number = Math.min(changesAtOnce, most - written)
    const { rows }: { rows: (HistoryRow & { readonly place: Place })[] } = await pool.query(
      `SELECT json_build_object('listing', l.etsy_listing_id::text, 'at', c.at::text, 'id', c.id::text) AS place,
         to_char(c.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, l.etsy_listing_id, l.title, v.name, v.sku, c.before, c.after, c.cause
       ${fromPlace} LEFT JOIN etsy_lowstock_variation v ON v.id = c.variation_id ${inOrder} LIMIT $5`,
      [String(shopId), from.listing, from.at, from.id, take + 1],
    )
    const page = rows.slice(0, take)
    if (page.length > 0) yield page.map(historyCells)
    written += page.length
    from = rows[take]?.place
  }
}
