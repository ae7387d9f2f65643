import { createKeyring } from '@bazaar/core/crypto'
import { createDb, type Db } from '@bazaar/core/db'
import { createFakeClock, createTestDatabase, type FakeClock } from '@bazaar/testing'
import { type Browse, createBrowse } from '../src/discovery/browse/browse.service.ts'
import { type OfferQuery, rankOffers } from '../src/discovery/browse/offer-ranking.ts'
import { buildOffer, buildVenue, type OfferGiven, type VenueGiven } from './build.ts'

export const keyring = createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 7) }] })
export const berlin = { latitude: 52.52, longitude: 13.405 }

/** Browsing on a real database; the clock is the test's. */
export interface DiscoveryHarness {
  readonly db: Db
  readonly clock: FakeClock
  readonly browse: Browse
  venue(given?: Partial<VenueGiven>): ReturnType<typeof buildVenue>
  offer(venue: Awaited<ReturnType<typeof buildVenue>>, given?: Omit<OfferGiven, 'now'>): ReturnType<typeof buildOffer>
  /** Offers around Berlin's middle, best first; everything as when nothing was set. */
  rank(query?: Partial<OfferQuery>): Promise<readonly bigint[]>
  /** Removes what a test built. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function startDiscovery(): Promise<DiscoveryHarness> {
  const database = await createTestDatabase()
  const clock = createFakeClock(new Date('2026-03-02T10:00:00Z'))
  const db = createDb({ url: database.url, poolSize: 4, applicationName: 'discovery-test' })
  return {
    db,
    clock,
    browse: createBrowse({ db, clock, keyring }),
    venue: (given = {}) => buildVenue(db, { ownerId: 1, ...berlin, ...given }),
    offer: (venue, given = {}) => buildOffer(db, venue, { now: clock.now(), ...given }),
    rank: (query = {}) =>
      rankOffers(db.prisma, {
        region: { kind: 'around', place: berlin, metres: 5_000 },
        at: clock.now(),
        isEnding: false,
        exclusions: [],
        hideUnstated: true,
        favourites: [],
        limit: 200,
        ...query,
      }),
    async clear() {
      await db.prisma.marketplaceBrowse.deleteMany()
      await db.prisma.marketplaceSavedSearch.deleteMany()
      await db.prisma.marketplaceOffer.deleteMany()
      await db.prisma.marketplaceBusiness.deleteMany()
    },
    async close() {
      await db.close()
      await database.drop()
    },
  }
}
