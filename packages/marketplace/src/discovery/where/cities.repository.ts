import type { Tx } from '@bazaar/core/db'

export interface CityCount {
  readonly name: string
  /** A venue of the city, which stands for it in buttons. */
  readonly businessId: bigint
  readonly offers: number
}

export const citiesPerPage = 8

/** Cities with offers that can be reserved now, most offers first. One more than a page, if there are more. */
export async function listCities(tx: Tx, at: Date, page: number): Promise<readonly CityCount[]> {
  const rows = await tx.$queryRaw<{ name: string; business_id: bigint; offers: number }[]>`
    WITH venue AS (
      SELECT business_id, count(*) AS offers FROM marketplace_offer
      WHERE state = 'ACTIVE' AND pickup_end > ${at}::timestamptz GROUP BY business_id)
    SELECT min(b.city) AS name, min(b.id) AS business_id, sum(venue.offers)::int AS offers
    FROM venue JOIN marketplace_business b ON b.id = venue.business_id AND b.state = 'VERIFIED'
    GROUP BY b.city_key ORDER BY offers DESC, b.city_key LIMIT ${citiesPerPage + 1} OFFSET ${page * citiesPerPage}`
  return rows.map((row) => ({ name: row.name, businessId: row.business_id, offers: row.offers }))
}

export async function findCityOf(
  tx: Tx,
  businessId: bigint,
): Promise<{ readonly key: string; readonly name: string } | undefined> {
  const venue = await tx.marketplaceBusiness.findUnique({
    where: { id: businessId, state: 'VERIFIED' },
    select: { cityKey: true, city: true },
  })
  return venue ? { key: venue.cityKey, name: venue.city } : undefined
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
