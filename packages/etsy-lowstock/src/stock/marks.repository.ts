import { type Db, type EtsyShop, Prisma } from '@bazaar/core/db'
import type { ListingLine } from '../etsy/index.ts'
import { markFor } from './mark.ts'

/** By what listings are remembered. */
export interface Marks {
  /** Those of a page that are not as they were, or have to be compared in any case: with thresholds of their own. By Etsy's id. */
  findMoved(shop: EtsyShop, lines: readonly ListingLine[]): Promise<ReadonlySet<bigint>>
  /** For what was compared and is as it was, unless it was written since. */
  note(compared: readonly Compared[]): Promise<void>
}

/** A listing as it was when it was compared, and what it may be remembered by. */
export interface Compared {
  readonly id: bigint
  readonly readAt: Date
  readonly mark: string | null
}

const marksOf = (shop: EtsyShop, lines: readonly ListingLine[]) => ({
  ids: lines.map((one) => one.etsyListingId),
  marks: lines.map((one) => markFor(one.digest, shop)),
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

    async note(compared) {
      if (compared.length === 0) return
      const [ids, times, marks] = [
        compared.map((one) => one.id),
        compared.map((one) => one.readAt),
        compared.map((one) => one.mark),
      ]
      await db.prisma.$executeRaw(Prisma.sql`
        UPDATE etsy_lowstock_listing l SET seen = n.mark
        FROM unnest(${ids}::bigint[], ${times}::timestamptz[], ${marks}::text[]) AS n (id, read_at, mark)
        WHERE l.id = n.id AND l.read_at = n.read_at AND l.seen IS DISTINCT FROM n.mark`)
    },
  }
}
