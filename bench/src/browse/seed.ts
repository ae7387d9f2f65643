import { z } from 'zod'
import type { BenchPostgres } from '../support/postgres.ts'
import type { Look } from './look.ts'

const citiesSeeded = 200
const offersPerVenue = 3

/**
 * So many active offers in 200 cities, the largest with a sixth of them, each city some 25 km across; venues with 3 offers each, 2 % of
 * them suspended. Windows end in 1 to 25 hours.
 */
const seedSql = (offers: number): string => `
SELECT setseed(0.42);
CREATE TEMP TABLE city AS SELECT n, 30 + random() * 30 AS latitude, -10 + random() * 60 AS longitude, sum(1.0 / n) OVER (ORDER BY n) AS upto
FROM generate_series(1, ${citiesSeeded}) n;
CREATE TEMP TABLE spot AS SELECT n, random() * (SELECT max(upto) FROM city) AS draw, (random() + random() + random() - 1.5) * 0.08 AS up,
  (random() + random() + random() - 1.5) * 0.12 AS across FROM generate_series(1, ${Math.ceil(offers / offersPerVenue)}) n;
INSERT INTO marketplace_business (id, owner_id, state, suspend_reason, name, street, city, postal_code, latitude, longitude, opening_hours,
  currency, time_zone, city_key, identity_key, rating_count, rating_sum, created_at, submitted_at, verified_at)
SELECT s.n, s.n, CASE WHEN s.n % 50 = 0 THEN 'SUSPENDED' ELSE 'VERIFIED' END, CASE WHEN s.n % 50 = 0 THEN 'bench' END, 'Venue ' || s.n,
  'Main street ' || s.n, 'City ' || c.n, '10115', c.latitude + s.up, c.longitude + s.across, 'Mon-Sat 8:00-19:00', 'EUR', 'Europe/Berlin',
  'city ' || c.n, 'venue' || s.n, s.n % 40, (s.n % 40) * 4, now(), now(), now()
FROM spot s CROSS JOIN LATERAL (SELECT * FROM city WHERE upto >= s.draw ORDER BY upto LIMIT 1) c;
INSERT INTO marketplace_offer (id, business_id, state, title, currency, pickup_start, pickup_end, contains, may_contain, diets, latitude,
  longitude, city_key, cell, min_price_minor, discount, created_at, published_at)
SELECT n, b.id, 'ACTIVE', 'Bread bag', 'EUR', now(), now() + (1 + random() * 24) * interval '1 hour', '{}', '{}', '{}', b.latitude,
  b.longitude, b.city_key, ((floor(b.latitude * 100) + 9000) * 36000 + floor(b.longitude * 100) + 18000)::int, 400, n % 80, now(), now()
FROM generate_series(1, ${offers}) n JOIN marketplace_business b ON b.id = 1 + (n::bigint * 7919) % ${Math.ceil(offers / offersPerVenue)};
INSERT INTO marketplace_item (offer_id, position, title, price_minor, quantity)
SELECT n, 0, 'Bread bag', 400, 10 FROM generate_series(1, ${offers}) n;`

export interface BrowseMarket {
  readonly url: string
  /** Places of people: near offers, as offers are where people are. */
  readonly places: readonly Pick<Look, 'latitude' | 'longitude'>[]
}

const places = z.array(z.object({ latitude: z.number(), longitude: z.number() }))

/** Cleaned up like a server that has been running for a while: the index answers without looking into the table. */
export async function createMarket(postgres: BenchPostgres, offers: number, people: number): Promise<BrowseMarket> {
  const url = await postgres.createDatabase()
  await postgres.query(url, seedSql(offers))
  await postgres.query(url, 'VACUUM ANALYZE')
  const rows = await postgres.query(
    url,
    `SELECT latitude + (n % 7 - 3) * 0.004 AS latitude, longitude + (n % 5 - 2) * 0.006 AS longitude
     FROM generate_series(1, ${people}) n JOIN marketplace_offer o ON o.id = 1 + (n::bigint * 104729) % ${offers} ORDER BY n`,
  )
  return { url, places: places.parse(rows) }
}
