import type { Tx } from '@bazaar/core/db'

export interface CityCount {
  readonly name: string
  /** A venue of the city, which stands for it in buttons. */
  readonly businessId: bigint
  /** At most `countedAtMost`. */
  readonly offers: number
}

export const citiesPerPage = 8
/** As many as a list shows; counting all of them would read every offer that there is. */
export const countedAtMost = 200

/**
 * Cities with offers that can be reserved now, most offers first. One more than a page, if there are more. Jumps from city to city in
 * the index instead of reading all of it.
 */
export async function listCities(tx: Tx, at: Date, page: number): Promise<readonly CityCount[]> {
  const rows = await tx.$queryRaw<{ name: string; business_id: bigint; offers: number }[]>`
    WITH RECURSIVE city AS (
      (SELECT city_key FROM marketplace_offer WHERE state = 'ACTIVE' ORDER BY city_key LIMIT 1)
      UNION ALL
      SELECT (SELECT o.city_key FROM marketplace_offer o WHERE o.state = 'ACTIVE' AND o.city_key > city.city_key ORDER BY o.city_key LIMIT 1)
      FROM city WHERE city.city_key IS NOT NULL)
    SELECT b.city AS name, b.id AS business_id, counted.offers
    FROM city CROSS JOIN LATERAL (
      SELECT count(*)::int AS offers, min(business_id) AS business_id FROM (
        SELECT o.business_id FROM marketplace_offer o
        WHERE o.city_key = city.city_key AND o.state = 'ACTIVE' AND o.pickup_end > ${at}::timestamptz
          AND o.business_id NOT IN (SELECT id FROM marketplace_business WHERE state <> 'VERIFIED')
        LIMIT ${countedAtMost}) AS found) AS counted
    JOIN marketplace_business b ON b.id = counted.business_id
    ORDER BY counted.offers DESC, city.city_key LIMIT ${citiesPerPage + 1} OFFSET ${page * citiesPerPage}`
  return rows.map((row) => ({ name: row.name, businessId: row.business_id, offers: row.offers }))
}

export async function findCityOf(
  tx: Tx,
  businessId: bigint,
): Promise<{ readonly key: string; readonly name: string; readonly timeZone: string } | undefined> {
  const venue = await tx.marketplaceBusiness.findUnique({
    where: { id: businessId, state: 'VERIFIED' },
    select: { cityKey: true, city: true, timeZone: true },
  })
  return venue ? { key: venue.cityKey, name: venue.city, timeZone: venue.timeZone } : undefined
}

/** How a city is written; nothing when no venue is there any more. */
export async function findCityName(tx: Tx, cityKey: string): Promise<string | undefined> {
  const venue = await tx.marketplaceBusiness.findFirst({
    where: { cityKey, state: 'VERIFIED' },
    select: { city: true },
    orderBy: { id: 'asc' },
  })
  return venue?.city
}
