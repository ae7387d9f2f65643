import { Prisma, type Tx } from '@bazaar/core/db'
import type { OfferView } from '../../catalog/index.ts'
import { areasWithin } from '../map/areas.ts'

/** No search reaches further. */
const furthestMetres = 10_000
const audienceChunk = 500

export interface FoundSearch {
  readonly id: bigint
  readonly userId: bigint
  readonly place: Uint8Array | null
  readonly radiusKm: number
  /** What it may match: whether a place is near enough is only known once it is opened. */
  readonly offerIds: readonly bigint[]
}

/** `next`: where to go on; nothing = these were the last ones. */
interface Chunk {
  readonly next: bigint | undefined
}

/** Who follows the offers' venue, with those of the offers that they may be told of: in the order of their ids, after `after`. */
export async function listFollowers(
  tx: Tx,
  offers: readonly OfferView[],
  after: bigint,
): Promise<Chunk & { readonly people: readonly { readonly userId: bigint; readonly offerIds: readonly bigint[] }[] }> {
  const rows = await tx.$queryRaw<{ user_id: bigint; offer_ids: bigint[] }[]>`
    SELECT f.user_id, array_agg(o.id) AS offer_ids
    FROM marketplace_follow f
    JOIN marketplace_offer o ON o.business_id = f.business_id AND o.id = ANY (${idsOf(offers)}::bigint[])
    LEFT JOIN marketplace_customer c USING (user_id)
    WHERE f.business_id = ${offers[0]?.business.id ?? 0n} AND NOT f.paused AND f.user_id > ${after}
      AND ${mayBeTold(Prisma.sql`f.user_id`, offers)}
    GROUP BY f.user_id ORDER BY f.user_id LIMIT ${audienceChunk}`
  return {
    people: rows.map((row) => ({ userId: row.user_id, offerIds: row.offer_ids })),
    next: rows.length < audienceChunk ? undefined : rows.at(-1)?.user_id,
  }
}

/** Searches that offers of one venue may match, all of a person together: in the order of their owners' ids, after `after`. */
export async function listSearches(
  tx: Tx,
  offers: readonly OfferView[],
  after: bigint,
): Promise<Chunk & { readonly searches: readonly FoundSearch[] }> {
  const areas = new Set(offers.flatMap((offer) => [...areasWithin(offer, furthestMetres)]))
  const rows = await tx.$queryRaw<
    { id: bigint; user_id: bigint; place: Uint8Array | null; radius_km: number; offer_ids: bigint[] }[]
  >`
    SELECT s.id, s.user_id, s.place, s.radius_km, array_agg(o.id) AS offer_ids
    FROM marketplace_offer o
    JOIN marketplace_saved_search s ON s.city_key = o.city_key OR s.area = ANY (${[...areas]}::int[])
    LEFT JOIN marketplace_customer c ON c.user_id = s.user_id
    WHERE o.id = ANY (${idsOf(offers)}::bigint[]) AND NOT s.paused AND s.user_id > ${after}
      AND (s.max_price_minor IS NULL OR (s.max_price_minor >= o.min_price_minor AND s.currency = o.currency))
      AND ${mayBeTold(Prisma.sql`s.user_id`, offers)}
    GROUP BY s.id ORDER BY s.user_id, s.id LIMIT ${audienceChunk}`
  const found = rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    place: row.place,
    radiusKm: row.radius_km,
    offerIds: row.offer_ids,
  }))
  if (found.length < audienceChunk) return { searches: found, next: undefined }
  // Of the last person some may be missing.
  const whole = found.filter(({ userId }) => userId !== found.at(-1)?.userId)
  return { searches: whole, next: whole.at(-1)?.userId }
}

const idsOf = (offers: readonly OfferView[]) => offers.map(({ id }) => id)

/** Not the venue's own people, and nobody who would not see the offer `o` in a list. */
function mayBeTold(userId: Prisma.Sql, [offer]: readonly OfferView[]): Prisma.Sql {
  const business = offer?.business
  return Prisma.sql`
    ${userId} <> ${business?.ownerId ?? 0n}
    AND NOT EXISTS (SELECT FROM marketplace_staff m WHERE m.business_id = ${business?.id ?? 0n} AND m.user_id = ${userId})
    AND NOT coalesce(c.exclusions && o.contains, false)
    AND (coalesce(cardinality(c.exclusions), 0) = 0 OR o.allergens_stated OR NOT c.hide_unstated
      OR c.exclusions <@ o.may_contain)`
}
