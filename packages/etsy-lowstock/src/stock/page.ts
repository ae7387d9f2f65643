import { type Db, type EtsyShop, Prisma } from '@bazaar/core/db'
import type { ListingLine, ListingReading } from '../etsy/index.ts'
import type { Apply } from './apply.ts'

export interface PageDeps {
  readonly db: Db
  readonly apply: Apply
}

/** The pages of one look. What has to be compared is gathered: a hundred listings on a hundred pages are written, and told, at once. */
export interface Pages {
  /**
   * @param askedAt business time when the call began
   * @throws OutdatedLook, UnreadableListing
   */
  add(askedAt: Date, lines: readonly ListingLine[]): Promise<void>
  /** Compares what was gathered. @throws the same */
  flush(): Promise<void>
}

const batchSize = 100

/** Etsy said something of a listing that makes no sense. */
export class UnreadableListing extends Error {
  override readonly name = 'UnreadableListing'
}

/** What low means has a say, too: where it is a number of days, the same stock is low one day and fine on another. */
const markOf = ({ digest }: ListingLine, { threshold, thresholdBy }: EtsyShop): string | null =>
  thresholdBy === 'units' ? `${digest}:${threshold}` : null

/** Most of a page is as it was when it was compared last, and is passed over by its digest. */
export function createPages({ db, apply }: PageDeps): (shop: EtsyShop) => Pages {
  /** Digests of these listings when they were compared last; without those that have to be compared in any case. */
  async function readMarks(shop: EtsyShop, lines: readonly ListingLine[]): Promise<ReadonlyMap<bigint, string>> {
    const ids = lines.map((one) => one.etsyListingId)
    const { rows } = await db.pool.query<{ id: string; seen: string }>(
      `SELECT l.etsy_listing_id::text AS id, l.seen FROM etsy_lowstock_listing l
       WHERE l.shop_id = $1 AND l.etsy_listing_id = ANY ($2::bigint[]) AND l.seen IS NOT NULL AND l.threshold IS NULL
         AND NOT EXISTS (SELECT FROM etsy_lowstock_variation v WHERE v.listing_id = l.id AND v.threshold IS NOT NULL)`,
      [shop.id, ids],
    )
    return new Map(rows.map(({ id, seen }) => [BigInt(id), seen]))
  }

  /** Nothing is noted of what has thresholds of its own, or is owed an alert: that is compared again. */
  async function note(shop: EtsyShop, askedAt: Date, compared: readonly ListingLine[]): Promise<void> {
    const ids = compared.map((one) => one.etsyListingId)
    const marks = compared.map((one) => markOf(one, shop))
    await db.prisma.$executeRaw(Prisma.sql`
      UPDATE etsy_lowstock_listing l SET seen = CASE WHEN l.threshold IS NOT NULL OR EXISTS (
          SELECT FROM etsy_lowstock_variation v WHERE v.listing_id = l.id AND (v.threshold IS NOT NULL OR v.low_owed)) THEN NULL
        ELSE n.mark END
      FROM unnest(${ids}::bigint[], ${marks}::text[]) AS n (id, mark), etsy_lowstock_shop s
      WHERE l.shop_id = ${shop.id} AND l.etsy_listing_id = n.id AND l.read_at <= ${askedAt}::timestamptz
        AND s.id = l.shop_id AND s.look = ${shop.look} AND s.threshold = ${shop.threshold} AND s.threshold_by = ${shop.thresholdBy}`)
  }

  async function compare(shop: EtsyShop, askedAt: Date, lines: readonly ListingLine[]): Promise<void> {
    const listings = lines.map((one): ListingReading => {
      const reading = one.read()
      if (!reading) throw new UnreadableListing()
      return reading
    })
    await apply.apply({ shopId: shop.id, look: shop.look, askedAt, listings })
    await note(shop, askedAt, lines)
  }

  return (shop) => {
    /** By Etsy's id: pages that shift show a listing twice. */
    const gathered = new Map<bigint, ListingLine>()
    let since: Date | undefined

    async function flush(): Promise<void> {
      const lines = [...gathered.values()]
      const askedAt = since
      gathered.clear()
      since = undefined
      if (askedAt) await compare(shop, askedAt, lines)
    }

    return {
      flush,
      async add(askedAt, lines) {
        const marks = await readMarks(shop, lines)
        for (const line of lines) {
          const mark = markOf(line, shop)
          if (mark !== null && marks.get(line.etsyListingId) === mark) continue
          gathered.set(line.etsyListingId, line)
          since ??= askedAt
        }
        if (gathered.size >= batchSize) await flush()
      },
    }
  }
}
