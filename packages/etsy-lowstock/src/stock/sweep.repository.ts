import { Prisma, type Tx } from '@bazaar/core/db'

/** What was looked up by itself since then is not looked up again. */
const lookedUpWithinMs = 20 * 3_600_000

/** Listings that are known as sold out, and that were not among all that Etsy has of them. */
export async function findMissing(
  db: Pick<Tx, '$queryRaw'>,
  shopId: bigint,
  seen: readonly bigint[],
  now: Date,
  most: number,
): Promise<readonly bigint[]> {
  const before = new Date(now.getTime() - lookedUpWithinMs)
  const rows = await db.$queryRaw<{ id: bigint }[]>(Prisma.sql`
    SELECT etsy_listing_id AS id FROM etsy_lowstock_listing
    WHERE shop_id = ${shopId} AND stock = 'OUT' AND state = 'sold_out'
      AND NOT EXISTS (SELECT FROM unnest(${[...seen]}::bigint[]) AS s (id) WHERE s.id = etsy_listing_id)
      AND (looked_up_at IS NULL OR looked_up_at < ${before}::timestamptz)
    ORDER BY looked_up_at NULLS FIRST, id LIMIT ${most}`)
  return rows.map(({ id }) => id)
}
