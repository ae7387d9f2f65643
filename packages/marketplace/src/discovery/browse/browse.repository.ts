import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import type { Point } from '../../cell.ts'
import { sealPlace } from '../customer/sealed-place.ts'
import { type OfferQuery, rankedSql } from './offer-ranking.ts'

export const filters = ['all', 'nearby', 'ending'] as const
export type Filter = (typeof filters)[number]

/** One look through the offers: what was found at its instant, best first, at most 200. */
export interface Session {
  readonly id: bigint
  readonly filter: Filter
  readonly at: Date
  /** A place that was shared for this look only. */
  readonly place: Point | undefined
  readonly cityKey: string | undefined
  readonly offerIds: readonly bigint[]
}

export const idsFrozen = 200
/** A list that is older is drawn anew, and what was shared for it is forgotten. */
export const sessionMs = 3 * 3_600_000

export interface NewSession {
  readonly userId: bigint
  readonly filter: Filter
  readonly place: Point | undefined
  readonly cityKey: string | undefined
  readonly query: Omit<OfferQuery, 'limit' | 'isEnding'>
}

/** Finds and freezes in one statement. A person has one list: the one before is gone. */
export async function insertSession(tx: Tx, keyring: Keyring, given: NewSession): Promise<Session> {
  const { userId, filter, place, cityKey, query } = given
  const sealed = place === undefined ? null : Buffer.from(sealPlace(keyring, place, 'marketplace_browse.place'))
  const ranked = rankedSql({ ...query, isEnding: filter === 'ending', limit: idsFrozen })
  const [row] = await tx.$queryRaw<{ id: bigint; offer_ids: bigint[] }[]>`
    WITH ${ranked}, before AS (DELETE FROM marketplace_browse WHERE user_id = ${userId})
    INSERT INTO marketplace_browse (user_id, filter, at, place, city_key, offer_ids)
    SELECT ${userId}, ${filter}, ${query.at}::timestamptz, ${sealed}::bytea, ${cityKey ?? null}::text, coalesce(array_agg(id ORDER BY points DESC, id), '{}')
    FROM ranked
    RETURNING id, offer_ids`
  if (!row) throw new Error('A list of offers was not stored.')
  return { id: row.id, filter, at: query.at, place, cityKey, offerIds: row.offer_ids }
}
