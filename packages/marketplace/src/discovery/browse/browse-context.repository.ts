import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import { type Customer, placeKeptMs, type Radius, radii, usualRadius } from '../customer/customer.repository.ts'
import { findPlace } from '../customer/sealed-place.ts'
import { type Filter, filters, type Session, sessionMs } from './browse.repository.ts'

/** Somebody who looks for offers: what was set, and the list that is being looked through. */
export interface BrowseContext {
  readonly customer: Customer
  /** Nothing when there is none, or when it is too old to go on with. */
  readonly session: Session | undefined
}

interface Row {
  readonly kept_place: Uint8Array | null
  readonly kept_city_key: string | null
  readonly radius_km: number | null
  readonly exclusions: string[] | null
  readonly hide_unstated: boolean | null
  readonly follows: bigint[]
  readonly session_id: bigint | null
  readonly filter: string | null
  readonly at: Date | null
  readonly lent_place: Uint8Array | null
  readonly city_key: string | null
  readonly offer_ids: bigint[] | null
}

/** In one statement: every screen begins with it. What was kept too long is not read, also before the job comes that forgets it. */
export async function readBrowseContext(tx: Tx, keyring: Keyring, userId: bigint, now: Date): Promise<BrowseContext> {
  const [keptSince, lentSince] = [placeKeptMs, sessionMs].map((ms) => new Date(now.getTime() - ms))
  const rows = await tx.$queryRaw<Row[]>`
    SELECT CASE WHEN c.place_at > ${keptSince}::timestamptz THEN c.place END AS kept_place, c.city_key AS kept_city_key,
      c.radius_km, c.exclusions, c.hide_unstated,
      ARRAY (SELECT business_id FROM marketplace_follow f WHERE f.user_id = seeker.user_id) AS follows,
      s.id AS session_id, s.filter, s.at, s.place AS lent_place, s.city_key, s.offer_ids
    FROM (SELECT ${userId}::bigint AS user_id) AS seeker
    LEFT JOIN marketplace_customer c ON c.user_id = seeker.user_id
    LEFT JOIN LATERAL (
      SELECT * FROM marketplace_browse b WHERE b.user_id = seeker.user_id AND b.at > ${lentSince}::timestamptz
      ORDER BY b.id DESC LIMIT 1) s ON true`
  const [row] = rows
  if (!row) throw new Error('A statement that always has one row had none.')
  return { customer: toCustomer(keyring, userId, row), session: toSession(keyring, row) }
}

function toCustomer(keyring: Keyring, userId: bigint, row: Row): Customer {
  return {
    userId,
    place: row.kept_place ? findPlace(keyring, row.kept_place, 'marketplace_customer.place') : undefined,
    cityKey: row.kept_city_key ?? undefined,
    radiusKm: radii.find((radius): radius is Radius => radius === row.radius_km) ?? usualRadius,
    exclusions: row.exclusions ?? [],
    hideUnstated: row.hide_unstated ?? true,
    follows: row.follows,
  }
}

function toSession(keyring: Keyring, row: Row): Session | undefined {
  if (row.session_id === null || row.at === null) return undefined
  return {
    id: row.session_id,
    filter: filters.find((filter): filter is Filter => filter === row.filter) ?? 'all',
    at: row.at,
    place: row.lent_place ? findPlace(keyring, row.lent_place, 'marketplace_browse.place') : undefined,
    cityKey: row.city_key ?? undefined,
    offerIds: row.offer_ids ?? [],
  }
}
