import { createKeyring } from '@bazaar/core/crypto'
import { createDb, type Db } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { createMetrics, type Metrics } from '@bazaar/core/metrics'
import { createNotifications } from '@bazaar/core/notifications'
import { createFakeClock, createTestDatabase, type FakeClock } from '@bazaar/testing'
import { createCancelRules } from '../src/purchase/cancel-rules.ts'
import { createReceipts } from '../src/purchase/receipt.ts'
import { createPickupCodes, createReservations } from '../src/purchase/reserve/index.ts'
import { receiptTopic } from '../src/purchase/topic-ids.ts'
import type { Reservations, ReserveOutcome, ReserveRequest } from '../src/purchase/types.ts'
import { buildOffer, buildVenue, type OfferGiven } from './build.ts'

export type Venue = Awaited<ReturnType<typeof buildVenue>>
export type Offer = Awaited<ReturnType<typeof buildOffer>>

/** Reservations on a real database; the clock is the test's. */
export interface ReserveHarness {
  readonly url: string
  readonly db: Db
  readonly clock: FakeClock
  readonly metrics: Metrics
  /** What reservations need, to be built once more in another way. */
  readonly core: Pick<Core, 'db' | 'clock' | 'keyring' | 'metrics' | 'notifications'>
  readonly venue: Venue
  readonly reservations: Reservations
  /** Another process's worth of the same. */
  replica(limits?: { readonly batch: number; readonly room: number }): Reservations
  offer(given?: Omit<OfferGiven, 'now'>): Promise<Offer>
  /** One unit of the first item under a key of its own, unless told. */
  request(offer: Offer, userId: number | bigint, more?: Partial<ReserveRequest>): ReserveRequest
  reserve(offer: Offer, userId: number | bigint, more?: Partial<ReserveRequest>): Promise<ReserveOutcome>
  close(): Promise<void>
}

const keyring = createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 7) }] })
export const codes = createPickupCodes(keyring)
export const { write: receipt } = createReceipts(codes, createCancelRules(120), () => new Date('2026-03-02T10:00:00Z'))

let keys = 0

export async function startReserving(options: { readonly poolSize?: number } = {}): Promise<ReserveHarness> {
  const database = await createTestDatabase()
  const clock = createFakeClock(new Date('2026-03-02T10:00:00Z'))
  const metrics = createMetrics()
  const dbs: Db[] = []
  const open = () => {
    const db = createDb({ url: database.url, poolSize: options.poolSize ?? 6, applicationName: 'reserve-test' })
    dbs.push(db)
    return db
  }
  const notifications = createNotifications({
    topics: () => [{ id: receiptTopic, lane: 'reservation', errsOn: 'duplicate' }],
    keyring,
    clock,
  })
  const serve = (db: Db, limits?: { readonly batch: number; readonly room: number }) =>
    createReservations({ db, clock, keyring, metrics, notifications }, receipt, limits)
  const db = open()
  const core = { db, clock, keyring, metrics, notifications }
  const venue = await buildVenue(db, { ownerId: 1 })
  const reservations = serve(db)
  const request: ReserveHarness['request'] = (offer, userId, more = {}) => ({
    userId: BigInt(userId),
    offerId: offer.id,
    itemId: offer.items[0]?.id ?? 0n,
    quantity: 1,
    requestKey: `key-${++keys}`,
    ...more,
  })
  return {
    url: database.url,
    db,
    clock,
    metrics,
    core,
    venue,
    reservations,
    replica: (limits) => serve(open(), limits),
    offer: (given = {}) => buildOffer(db, venue, { now: clock.now(), ...given }),
    request,
    reserve: (offer, userId, more) => reservations.reserve(request(offer, userId, more)),
    async close() {
      await Promise.all(dbs.map((one) => one.close()))
      await database.drop()
    },
  }
}

/** The purchase of a request that must have been confirmed. */
export function purchaseOf(outcome: ReserveOutcome) {
  if (outcome.outcome !== 'confirmed') throw new Error(`It was not confirmed: ${JSON.stringify(outcome)}`)
  return outcome.purchase
}

/** Outcomes and how often each came. */
export function tally(outcomes: readonly ReserveOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
