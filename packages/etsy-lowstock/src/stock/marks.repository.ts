import { type Db, type EtsyShop, Prisma } from '@bazaar/core/db'
import type { ListingLine } from '../etsy/index.ts'
import { markOf } from './mark.ts'

/** By what listings are remembered. */
export interface Marks {
  /** Those of a page that are not as they were, or have to be compared in any case: with thresholds of their own. By Etsy's id. */
  findMoved(shop: EtsyShop, lines: readonly ListingLine[]): Promise<ReadonlySet<bigint>>
  /** For what was compared and is as it was. Nothing is noted of what has thresholds of its own, or is owed an alert. */
  note(shop: EtsyShop, askedAt: Date, compared: readonly ListingLine[]): Promise<void>
}

const marksOf = (shop: EtsyShop, lines: readonly ListingLine[]) => ({
  ids: lines.map((one) => one.etsyListingId),
  marks: lines.map((one) => markOf(one.digest, shop)),
})

export function createMarks(db: Db): Marks {
  return {
    // One row for each, whatever the statistics say of tables that have just grown: hence the sub-selects.
    async findMoved(shop, lines) {
      const { ids, marks } = marksOf(shop, lines)
      const { rows } = await db.pool.query<{ id: string }>(
        `SELECT n.id::text AS id FROM unnest(string_to_array($2, ',')::bigint[], string_to_array($3, ',')) AS n (id, mark)
         LEFT JOIN LATERAL (SELECT l.* FROM etsy_lowstock_listing l WHERE l.shop_id = $1 AND l.etsy_listing_id = n.id OFFSET 0) l ON true
         WHERE n.mark IS DISTINCT FROM l.seen OR l.threshold IS NOT NULL
           OR (SELECT true FROM etsy_lowstock_variation v WHERE v.listing_id = l.id AND v.threshold IS NOT NULL LIMIT 1)`,
        [shop.id, ids.join(','), marks.map((mark) => mark ?? 'none').join(',')],
      )
      return new Set(rows.map(({ id }) => BigInt(id)))
    },

    async note(shop, askedAt, compared) {
      if (compared.length === 0) return
      const { ids, marks } = marksOf(shop, compared)
      await db.prisma.$executeRaw(Prisma.sql`
        UPDATE etsy_lowstock_listing l SET seen = CASE WHEN l.threshold IS NOT NULL OR EXISTS (
            SELECT FROM etsy_lowstock_variation v WHERE v.listing_id = l.id AND (v.threshold IS NOT NULL OR v.low_owed)) THEN NULL
          ELSE n.mark END
        FROM (SELECT o.id, m.mark FROM unnest(${ids}::bigint[], ${marks}::text[]) AS m (id, mark), LATERAL (
            SELECT f.id FROM etsy_lowstock_listing f WHERE f.shop_id = ${shop.id} AND f.etsy_listing_id = m.id OFFSET 0) o) n,
          etsy_lowstock_shop s
        WHERE l.id = n.id AND l.read_at <= ${askedAt}::timestamptz
          AND s.id = l.shop_id AND s.look = ${shop.look} AND s.threshold = ${shop.threshold} AND s.threshold_by = ${shop.thresholdBy}`)
    },
  }
}
