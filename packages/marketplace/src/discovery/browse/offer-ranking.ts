import { Prisma, type Tx } from '@bazaar/core/db'
import type { Point } from '../../cell.ts'
import { earthRadius, radians } from '../map/distance.ts'
import { ringsAround } from '../map/rings.ts'

/** Where offers are looked for. `city` may know where the reader is: then nearer ones rank higher. */
export type Region =
  | { readonly kind: 'around'; readonly place: Point; readonly metres: number }
  | { readonly kind: 'city'; readonly cityKey: string; readonly place: Point | undefined }

export interface OfferQuery {
  readonly region: Region
  /** Business time: offers whose window is over then are left out. */
  readonly at: Date
  /** Only what ends soon, soonest first; else best first. */
  readonly isEnding: boolean
  /** Allergens that must not be in it. */
  readonly exclusions: readonly string[]
  /** Leaves out what does not say whether they are in it. */
  readonly hideUnstated: boolean
  /** Venues that rank higher. */
  readonly favourites: readonly bigint[]
  readonly limit: number
}

/** What `isEnding` means. */
export const endingHours = 3
/**
 * So many are ranked, the nearest ones (in a city those that end first): in a crowded place the two hundredth best is never further away,
 * and a page costs the same however many offers there are.
 */
const rankedAtMost = 3_000

/** Points of a score. Distance and time left count half at `halfMetres` and `halfSeconds`. */
const weights = { distance: 40, time: 20, discount: 20, rating: 10, favourite: 15 }
const halfMetres = 2_000
const halfSeconds = 3 * 3_600
/** A venue with few ratings counts as if it had so many of 4 besides. */
const priorRatings = 5

/**
 * CTEs that end with `ranked (id, points)`: the best `limit` offers that anybody can reserve now, the best with the most points and, among equals, the lowest id. Each OFFSET 0
 * keeps a walk through an index: the planner takes the limits for likely and would rather read whole tables.
 */
export function rankedSql(query: OfferQuery): Prisma.Sql {
  const points = query.isEnding ? Prisma.sql`-extract(epoch FROM near.pickup_end)::float8` : score(query)
  return Prisma.sql`
    near AS (${candidates(query)}),
    ranked AS (
      SELECT near.id, ${points} AS points
      FROM near CROSS JOIN LATERAL (
        SELECT rating_sum, rating_count FROM marketplace_business WHERE id = near.business_id AND state = 'VERIFIED' OFFSET 0) b
      ORDER BY points DESC, near.id LIMIT ${query.limit})`
}

/** Ids of the best offers, best first. */
export async function rankOffers(tx: Tx, query: OfferQuery): Promise<readonly bigint[]> {
  const rows = await tx.$queryRaw<
    { id: bigint }[]
  >`WITH ${rankedSql(query)} SELECT id FROM ranked ORDER BY points DESC, id`
  return rows.map(({ id }) => id)
}

function score({ at, favourites }: OfferQuery): Prisma.Sql {
  return Prisma.sql`
    ( coalesce(${weights.distance}::float8 / (1 + near.metres / ${halfMetres}::float8), 0)
    + ${weights.time}::float8 / (1 + extract(epoch FROM near.pickup_end - ${at}::timestamptz)::float8 / ${halfSeconds}::float8)
    + ${weights.discount}::float8 * near.discount / 100
    + ${weights.rating}::float8 * ((b.rating_sum + ${4 * priorRatings}::int)::float8 / (b.rating_count + ${priorRatings}::int) - 1) / 4
    + CASE WHEN near.business_id = ANY (${[...favourites]}::bigint[]) THEN ${weights.favourite}::float8 ELSE 0 END)`
}

function candidates({ region, ...query }: OfferQuery): Prisma.Sql {
  const columns = Prisma.sql`o.id, o.business_id, o.pickup_end, o.discount, ${metresSql(region.place)} AS metres`
  if (region.kind === 'city')
    return Prisma.sql`
      SELECT ${columns} FROM marketplace_offer o
      WHERE o.city_key = ${region.cityKey} AND ${isOpen(query)} ORDER BY o.pickup_end, o.id LIMIT ${rankedAtMost}`
  const rings = ringsAround(region.place, region.metres)
  return Prisma.sql`
    SELECT o.* FROM unnest(${rings.map(({ low }) => low)}::int[], ${rings.map(({ high }) => high)}::int[]) AS ring (low, high)
    CROSS JOIN LATERAL (
      SELECT ${columns} FROM marketplace_offer o
      WHERE o.cell BETWEEN ring.low AND ring.high AND ${isOpen(query)} OFFSET 0) o
    WHERE o.metres <= ${region.metres}::float8 LIMIT ${rankedAtMost}`
}

function isOpen({ at, isEnding, exclusions, hideUnstated }: Omit<OfferQuery, 'region'>): Prisma.Sql {
  const isNow = Prisma.sql`o.state = 'ACTIVE' AND o.pickup_end > ${at}::timestamptz`
  const soon = isEnding
    ? Prisma.sql` AND o.pickup_end <= ${new Date(at.getTime() + endingHours * 3_600_000)}::timestamptz`
    : Prisma.empty
  if (exclusions.length === 0) return Prisma.sql`${isNow}${soon}`
  const avoided = Prisma.sql`${[...exclusions]}::text[]`
  // A list that was never given is NULL.
  const stated = hideUnstated
    ? Prisma.sql` AND (o.allergens_stated OR coalesce(${avoided} <@ o.may_contain, false))`
    : Prisma.empty
  return Prisma.sql`${isNow}${soon} AND NOT coalesce(o.contains && ${avoided}, false)${stated}`
}

/** Haversine, as `distanceBetween` does it. */
function metresSql(place: Point | undefined): Prisma.Sql {
  if (place === undefined) return Prisma.sql`NULL::float8`
  const { latitude, longitude } = place
  // A micrometre keeps numbers away from those so small that PostgreSQL refuses to reckon with them.
  const angle = (degrees: Prisma.Sql) => Prisma.sql`radians(${degrees} + 1e-11)`
  const up = Prisma.sql`power(sin(${angle(Prisma.sql`o.latitude - ${latitude}::float8`)} / 2), 2)`
  const across = Prisma.sql`power(sin(${angle(Prisma.sql`o.longitude - ${longitude}::float8`)} / 2), 2)`
  const narrowing = Prisma.sql`${Math.cos(radians(latitude))}::float8 * cos(${angle(Prisma.sql`o.latitude`)})`
  return Prisma.sql`${2 * earthRadius}::float8 * asin(sqrt(least(1, ${up} + ${narrowing} * ${across})))`
}
