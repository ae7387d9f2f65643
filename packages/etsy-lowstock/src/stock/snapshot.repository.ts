import { Prisma, type Tx } from '@bazaar/core/db'
import type { KnownListing } from './decide.ts'

/** What is known of these listings, by Etsy's id. */
export async function loadListings(
  db: Pick<Tx, 'etsyListing'>,
  shopId: bigint,
  etsyListingIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, KnownListing>> {
  const rows = await db.etsyListing.findMany({
    where: { shopId, etsyListingId: { in: [...etsyListingIds] } },
    include: { variations: true },
  })
  // Sorted here: the database would rather read all variations in their order than look these up.
  for (const row of rows) row.variations.sort((one, other) => (one.id < other.id ? -1 : 1))
  return new Map(rows.map((row) => [row.etsyListingId, row]))
}

/** Listings that were active when they were seen last, and that a whole look did not meet. */
export function findGone(
  db: Pick<Tx, '$queryRaw'>,
  shopId: bigint,
  seen: readonly bigint[],
  most: number,
): Promise<readonly { readonly etsyListingId: bigint }[]> {
  return db.$queryRaw<{ etsyListingId: bigint }[]>(Prisma.sql`
    SELECT etsy_listing_id AS "etsyListingId" FROM etsy_lowstock_listing
    WHERE shop_id = ${shopId} AND state = 'active'
      AND NOT EXISTS (SELECT FROM unnest(${[...seen]}::bigint[]) AS s (id) WHERE s.id = etsy_listing_id)
    ORDER BY id LIMIT ${most}`)
}

export async function noteLookup(
  db: Pick<Tx, 'etsyListing'>,
  shopId: bigint,
  etsyListingIds: readonly bigint[],
  at: Date,
): Promise<void> {
  if (etsyListingIds.length === 0) return
  await db.etsyListing.updateMany({
    where: { shopId, etsyListingId: { in: [...etsyListingIds] } },
    data: { lookedUpAt: at },
  })
}
