import { createNotifications } from '@bazaar/core/notifications'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createAnnouncer } from '../src/discovery/alerts/announcer.service.ts'
import { createTopics } from '../src/discovery/alerts/topics.ts'
import { type DiscoveryHarness, keyring, startDiscovery } from './discovery-harness.ts'

let harness: DiscoveryHarness
beforeAll(async () => {
  harness = await startDiscovery()
})
afterAll(() => harness.close())
afterEach(() => harness.clear())

/** The announcer on the outbox; nothing is sent. @param stop aborts after the first step was committed, as kill -9 would */
function announcing(stop?: AbortController) {
  const { db, clock } = harness
  const notifications = createNotifications({ topics: () => createTopics({ clock }), keyring, clock })
  const tx: typeof db.tx = async (work) => {
    const result = await db.tx(work)
    stop?.abort(new Error('killed'))
    return result
  }
  return createAnnouncer({ db: { ...db, tx }, clock, keyring, notifications })
}

const told = (offerId: bigint) => harness.db.prisma.notification.findMany({ where: { entity: String(offerId) } })

it('everybody is told once: after a crash in the middle, twice at the same time, and once more', async () => {
  const { db, clock } = harness
  const venue = await harness.venue()
  const people = Array.from({ length: 1_200 }, (_, n) => BigInt(5_000_000 + n))
  const createdAt = clock.now()
  await db.prisma.marketplaceFollow.createMany({
    data: people.map((userId) => ({ userId, businessId: venue.id, createdAt })),
  })
  // Some have saved the city as well, and fifty only that.
  const savers = [...people.slice(600, 700), ...Array.from({ length: 50 }, (_, n) => BigInt(7_000_000 + n))]
  await db.prisma.marketplaceSavedSearch.createMany({
    data: savers.map((userId) => ({ userId, cityKey: 'berlin', createdAt })),
  })
  const { id } = await harness.offer(venue)
  const crash = new AbortController()
  await expect(announcing(crash).announce([id], crash.signal)).rejects.toThrow('killed')
  const first = await told(id)
  expect(first).toHaveLength(500)
  const never = new AbortController().signal
  await Promise.all([1, 2].map(() => announcing().announce([id], never)))
  await announcing().announce([id], never)
  const all = await told(id)
  expect(all).toHaveLength(1_250)
  expect(new Set(all.map(({ chatId }) => chatId)).size).toBe(1_250)
  expect(all.map((one) => one.id)).toEqual(expect.arrayContaining(first.map((one) => one.id)))
}, 120_000)

it('who follows and saved two searches that match is told once', async () => {
  const { db, clock } = harness
  const venue = await harness.venue()
  const data = { userId: 5n, createdAt: clock.now() }
  await db.prisma.marketplaceFollow.create({ data: { ...data, businessId: venue.id } })
  await db.prisma.marketplaceSavedSearch.createMany({ data: [1, 2].map(() => ({ ...data, cityKey: 'berlin' })) })
  const { id } = await harness.offer(venue)
  await announcing().announce([id], new AbortController().signal)
  expect(await told(id)).toHaveLength(1)
})

it('stops in the middle when the offer is sold out meanwhile', async () => {
  const { db, clock } = harness
  const venue = await harness.venue()
  const createdAt = clock.now()
  await db.prisma.marketplaceFollow.createMany({
    data: Array.from({ length: 600 }, (_, n) => ({ userId: BigInt(8_000_000 + n), businessId: venue.id, createdAt })),
  })
  const { id } = await harness.offer(venue)
  const crash = new AbortController()
  await expect(announcing(crash).announce([id], crash.signal)).rejects.toThrow('killed')
  await db.prisma.marketplaceOffer.update({ where: { id }, data: { state: 'SOLD_OUT' } })
  await announcing().announce([id], new AbortController().signal)
  expect(await told(id)).toHaveLength(500)
})
