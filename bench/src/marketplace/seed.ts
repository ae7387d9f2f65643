import type { BenchPostgres } from '../support/postgres.ts'

/** As many offers as are measured at most, each of a venue of its own, with one item that never sells out. Ids count from 1. */
export const offersSeeded = 1_000

const seedSql = `
INSERT INTO marketplace_business (id, owner_id, state, name, street, city, postal_code, latitude, longitude, opening_hours, currency,
  time_zone, city_key, identity_key, created_at, verified_at)
SELECT n, n, 'VERIFIED', 'Bakery ' || n, 'Main street ' || n, 'Berlin', '10115', 52.5, 13.4, 'Mon-Sat 8:00-19:00', 'EUR', 'Europe/Berlin',
  'berlin', 'bakery' || n, now(), now() FROM generate_series(1, ${offersSeeded}) n;
INSERT INTO marketplace_offer (id, business_id, state, title, currency, pickup_start, pickup_end, per_person_limit, latitude, longitude,
  city_key, cell, min_price_minor, created_at, published_at)
SELECT n, n, 'ACTIVE', 'Bread bag', 'EUR', now() + interval '5 hours', now() + interval '8 hours', 2, 52.5, 13.4, 'berlin', 1, 400, now(),
  now() FROM generate_series(1, ${offersSeeded}) n;
INSERT INTO marketplace_item (id, offer_id, position, title, price_minor, quantity)
SELECT n, n, 0, 'Bread bag', 400, 1000000000 FROM generate_series(1, ${offersSeeded}) n;
ANALYZE`

/** A database of its own for one contender. */
export async function createMarket(postgres: BenchPostgres): Promise<string> {
  const url = await postgres.createDatabase()
  await postgres.query(url, seedSql)
  return url
}

export interface Fault {
  readonly name: string
  readonly count: number
}

/** What must be nothing after every run: units that were committed without a purchase, purchases without a receipt. */
export async function listFaults(postgres: BenchPostgres, url: string): Promise<readonly Fault[]> {
  const rows = await postgres.query<Fault>(
    url,
    `SELECT 'stock' AS name, count(*)::int AS count FROM marketplace_item i
     WHERE committed <> (SELECT coalesce(sum(quantity), 0) FROM marketplace_purchase p WHERE p.item_id = i.id)
     UNION ALL
     SELECT 'receipts', count(*)::int FROM marketplace_purchase p
     WHERE NOT EXISTS (SELECT FROM core_delivery d WHERE d.notification_id = p.receipt_id)`,
  )
  return rows.filter(({ count }) => count > 0)
}
