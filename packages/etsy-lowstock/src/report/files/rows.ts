import type { Db, EtsyShop } from '@bazaar/core/db'
import { fewestDays, type Pace, paceOf, readPace, thresholdFor } from '../../stock/index.ts'
import { decimal } from './decimal.ts'

export const stockColumns = [
  'listing_id',
  'title',
  'state',
  'variation',
  'sku',
  'quantity',
  'price',
  'currency',
  'threshold',
  'threshold_by',
  'threshold_from',
  'days_left',
  'url',
] as const
export const historyColumns = ['at', 'listing_id', 'title', 'variation', 'sku', 'before', 'after', 'cause'] as const

type Rows = AsyncGenerator<readonly (readonly string[])[]>

/** More of them no spreadsheet opens in time, nor may a file that Telegram takes be much larger. */
export const mostRows = 100_000
const listingsAtOnce = 200
const changesAtOnce = 1000
const dayMs = 86_400_000

interface StockRow {
  readonly listing: string
  readonly etsy_listing_id: string
  readonly title: string
  readonly state: string
  readonly url: string
  readonly seen_ms: number
  readonly listing_threshold: number | null
  readonly listing_by: string | null
  readonly variation: string
  readonly name: string
  readonly sku: string
  readonly quantity: number
  readonly price: string
  readonly currency: string
  readonly threshold: number | null
  readonly by: string | null
}

/** Every variation on sale, the newest listings first. Plain SQL in small pieces: large shops must not fill the memory. */
export async function* stockRows(db: Db, shop: EtsyShop, now: Date, most = mostRows): Rows {
  let before: string | null = null
  for (let written = 0; written < most; ) {
    const { rows }: { rows: StockRow[] } = await db.pool.query<StockRow>(
      `SELECT l.id AS listing, l.etsy_listing_id, l.title, l.state, l.url, l.threshold AS listing_threshold,
        l.threshold_by AS listing_by, (extract(epoch FROM l.first_seen_at) * 1000)::float8 AS seen_ms,
        v.id AS variation, v.name, v.sku, v.quantity, v.price_minor AS price, v.currency, v.threshold, v.threshold_by AS by
      FROM (SELECT * FROM etsy_lowstock_listing WHERE shop_id = $1 AND ($2::bigint IS NULL OR id < $2)
        AND EXISTS (SELECT FROM etsy_lowstock_variation v WHERE v.listing_id = etsy_lowstock_listing.id AND v.is_enabled)
        ORDER BY id DESC LIMIT $3) AS l
      JOIN etsy_lowstock_variation v ON v.listing_id = l.id AND v.is_enabled ORDER BY l.id DESC, v.id`,
      [String(shop.id), before, listingsAtOnce],
    )
    before = rows.at(-1)?.listing ?? null
    if (before === null) return
    const paces = await readPace(
      db.prisma,
      rows.map(({ variation }) => BigInt(variation)),
      now,
    )
    const cells = rows
      .slice(0, most - written)
      .map((row) => stockCells(row, shop, now, paces.get(BigInt(row.variation))))
    yield cells
    written += cells.length
  }
}

function stockCells(row: StockRow, shop: EtsyShop, now: Date, pace: Pace | undefined): readonly string[] {
  const listing = { threshold: row.listing_threshold, thresholdBy: row.listing_by }
  const { value, by, from } = thresholdFor(shop, listing, { threshold: row.threshold, thresholdBy: row.by })
  const watched = (now.getTime() - row.seen_ms) / dayMs
  const days = pace && fewestDays(paceOf(pace, watched, row.quantity))
  return [
    ...[row.etsy_listing_id, row.title, row.state, row.name, row.sku, String(row.quantity)],
    ...[decimal(BigInt(row.price), row.currency), row.currency, String(value), by, from],
    ...[days === undefined ? '' : days.toFixed(1), row.url],
  ]
}

export interface HistoryRow {
  readonly at: string
  readonly etsy_listing_id: string
  readonly title: string
  readonly name: string | null
  readonly sku: string | null
  readonly before: number
  readonly after: number
  readonly cause: string
}

export const historyCells = (row: HistoryRow): readonly string[] => [
  ...[row.at, row.etsy_listing_id, row.title, row.name ?? '', row.sku ?? ''],
  ...[String(row.before), String(row.after), row.cause],
]

/** What changed, newest first. The ids are read at once, so that what changes meanwhile moves nothing. */
export async function* historyRows({ pool }: Db, shopId: bigint, most = mostRows): Rows {
  const { rows: ids } = await pool.query<{ id: string }>(
    `SELECT c.id FROM etsy_lowstock_change c JOIN etsy_lowstock_listing l ON l.id = c.listing_id
    WHERE l.shop_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT $2`,
    [String(shopId), most],
  )
  for (let from = 0; from < ids.length; from += changesAtOnce) {
    const { rows } = await pool.query<HistoryRow>(
      `SELECT to_char(c.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, l.etsy_listing_id, l.title, v.name, v.sku, c.before, c.after, c.cause
      FROM etsy_lowstock_change c JOIN etsy_lowstock_listing l ON l.id = c.listing_id
      LEFT JOIN etsy_lowstock_variation v ON v.id = c.variation_id
      WHERE c.id = ANY($1::bigint[]) ORDER BY c.at DESC, c.id DESC`,
      [ids.slice(from, from + changesAtOnce).map(({ id }) => id)],
    )
    yield rows.map(historyCells)
  }
}
