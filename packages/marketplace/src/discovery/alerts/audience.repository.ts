import { Prisma, type Tx } from '@bazaar/core/db'
import type { OfferView } from '../../offer/types.ts'
import { areasWithin } from '../map/areas.ts'

/** No search reaches further. */
const furthestMetres = 10_000
export const audienceChunk = 500

export interface FoundSearch {
  readonly id: bigint
  readonly userId: bigint
  readonly place: Uint8Array | null
  readonly radiusKm: number
}

/** Who follows the offer's venue and may be told: in the order of their ids, after `after`. */
export async function listFollowers(tx: Tx, offer: OfferView, after: bigint): Promise<readonly bigint[]> {
  const rows = await tx.$queryRaw<{ user_id: bigint }[]>`
    SELECT f.user_id FROM marketplace_follow f LEFT JOIN marketplace_customer c USING (user_id)
    WHERE f.business_id = ${offer.business.id} AND NOT f.paused AND f.user_id > ${after} AND ${mayBeTold(Prisma.sql`f.user_id`, offer)}
    ORDER BY f.user_id LIMIT ${audienceChunk}`
  return rows.map((row) => row.user_id)
}

/** Searches that the offer may match: whether a place is near enough is only known once it is opened. */
export async function listSearches(tx: Tx, offer: OfferView, after: bigint): Promise<readonly FoundSearch[]> {
  const areas = areasWithin(offer, furthestMetres)
  const rows = await tx.$queryRaw<{ id: bigint; user_id: bigint; place: Uint8Array | null; radius_km: number }[]>`
    SELECT s.id, s.user_id, s.place, s.radius_km
    FROM marketplace_offer o
    JOIN marketplace_saved_search s ON s.city_key = o.city_key OR s.area = ANY (${[...areas]}::int[])
    LEFT JOIN marketplace_customer c ON c.user_id = s.user_id
    WHERE o.id = ${offer.id} AND NOT s.paused AND s.id > ${after}
      AND (s.max_price_minor IS NULL OR (s.max_price_minor >= o.min_price_minor AND s.currency = o.currency))
      AND ${mayBeTold(Prisma.sql`s.user_id`, offer)}
    ORDER BY s.id LIMIT ${audienceChunk}`
  return rows.map((row) => ({ id: row.id, userId: row.user_id, place: row.place, radiusKm: row.radius_km }))
}

/** Not the venue's own people, and nobody who would not see the offer in a list. */
function mayBeTold(userId: Prisma.Sql, offer: OfferView): Prisma.Sql {
  return Prisma.sql`
    ${userId} <> ${offer.business.ownerId}
    AND NOT EXISTS (SELECT FROM marketplace_staff m WHERE m.business_id = ${offer.business.id} AND m.user_id = ${userId})
    AND NOT coalesce(c.exclusions && ${[...offer.contains]}::text[], false)
    AND (coalesce(cardinality(c.exclusions), 0) = 0 OR ${offer.allergensStated} OR NOT c.hide_unstated
      OR c.exclusions <@ ${[...offer.mayContain]}::text[])`
}
