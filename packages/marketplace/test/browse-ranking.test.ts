import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { distanceBetween } from '../src/discovery/map/distance.ts'
import { berlin, type DiscoveryHarness, startDiscovery } from './discovery-harness.ts'

let harness: DiscoveryHarness
beforeAll(async () => {
  harness = await startDiscovery()
})
afterAll(() => harness.close())
afterEach(() => harness.clear())

const minute = 60_000
const hour = 60 * minute

describe('what is never listed', () => {
  it('an offer that is not active, is over, or whose venue is not verified', async () => {
    const venue = await harness.venue()
    const states = ['DRAFT', 'PAUSED', 'SOLD_OUT', 'EXPIRED', 'ENDED', 'CANCELLED_BY_VENUE']
    for (const state of states) await harness.offer(venue, { state })
    await harness.offer(venue, { opensInMs: -2 * hour, closesInMs: 0 })
    for (const state of ['DRAFT', 'PENDING', 'REJECTED', 'SUSPENDED', 'CLOSED'])
      await harness.offer(await harness.venue({ state }))
    expect(await harness.rank()).toEqual([])
    expect(await harness.rank({ region: { kind: 'city', cityKey: 'berlin', place: undefined } })).toEqual([])
    const open = await harness.offer(venue, { opensInMs: -2 * hour, closesInMs: 1 })
    expect(await harness.rank()).toEqual([open.id])
  })

  it('what contains something that is avoided, or does not say so', async () => {
    const venue = await harness.venue()
    const [milk, mayMilk, stated, unstated] = [
      await harness.offer(venue, { contains: ['milk'], allergensStated: true }),
      await harness.offer(venue, { mayContain: ['milk'] }),
      await harness.offer(venue, { contains: ['nuts'], allergensStated: true }),
      await harness.offer(venue, { contains: ['nuts'] }),
    ]
    const all = [milk, mayMilk, stated, unstated].map(({ id }) => id)
    expect(await harness.rank()).toEqual(all)
    expect(await harness.rank({ exclusions: ['milk'] })).toEqual([mayMilk.id, stated.id])
    expect(await harness.rank({ exclusions: ['milk'], hideUnstated: false })).toEqual([
      mayMilk.id,
      stated.id,
      unstated.id,
    ])
    expect(await harness.rank({ exclusions: ['milk', 'nuts'] })).toEqual([])
    expect(await harness.rank({ exclusions: ['milk', 'fish'] })).toEqual([stated.id])
    // Whoever states that there is nothing may have given no list at all.
    const nothing = await harness.offer(venue, { allergensStated: true })
    await harness.db.prisma
      .$executeRaw`UPDATE marketplace_offer SET contains = NULL, may_contain = NULL WHERE id = ${nothing.id}`
    expect(await harness.rank({ exclusions: ['milk', 'nuts'] })).toEqual([nothing.id])
  })
})

describe('how offers are ranked', () => {
  it('nearer, ending sooner, cheaper, better rated and followed ones first; equals by id', async () => {
    const venue = await harness.venue()
    const [first, second] = [await harness.offer(venue), await harness.offer(venue)]
    expect(await harness.rank()).toEqual([first.id, second.id])
    const better = [
      await harness.offer(await harness.venue({ latitude: berlin.latitude - 0.005 })),
      await harness.offer(venue, { closesInMs: 2 * hour }),
      await harness.offer(venue, { discount: 50 }),
      await harness.offer(await harness.venue({ ratingCount: 40, ratingSum: 200 })),
    ]
    const [near, ...others] = better
    const there = { kind: 'around', place: { ...berlin, latitude: berlin.latitude - 0.005 }, metres: 5_000 } as const
    const fromThere = await harness.rank({ region: there })
    expect(fromThere.indexOf(near?.id ?? 0n)).toBeLessThan(fromThere.indexOf(first.id))
    for (const { id } of others) {
      const ranked = await harness.rank()
      expect(ranked.indexOf(id)).toBeLessThan(ranked.indexOf(first.id))
    }
    const followed = await harness.venue()
    const last = await harness.offer(followed, { closesInMs: 5 * hour })
    expect((await harness.rank()).indexOf(last.id)).toBeGreaterThan((await harness.rank()).indexOf(second.id))
    const forFollower = await harness.rank({ favourites: [followed.id] })
    expect(forFollower.indexOf(last.id)).toBeLessThan(forFollower.indexOf(first.id))
    await harness.db.prisma.marketplaceFollow.create({
      data: { userId: 7n, businessId: followed.id, createdAt: harness.clock.now() },
    })
    const look = await harness.browse.begin(7n, { place: berlin })
    expect(look.kind === 'card' && look.session.offerIds).toEqual(forFollower)
  })

  it('"ending soon" holds what ends within three hours, soonest first', async () => {
    const venue = await harness.venue()
    const ends = [170, 20, 181, 90, 20]
    const offers = []
    for (const minutes of ends) offers.push(await harness.offer(venue, { opensInMs: 0, closesInMs: minutes * minute }))
    const [late, soon, , middle, soonToo] = offers.map(({ id }) => id)
    expect(await harness.rank({ isEnding: true })).toEqual([soon, soonToo, middle, late])
    expect(await harness.rank({ isEnding: true, limit: 1 })).toEqual([soon])
  })

  it('a few ratings say little', async () => {
    const loved = await harness.offer(await harness.venue({ ratingCount: 1, ratingSum: 5 }))
    const proven = await harness.offer(await harness.venue({ ratingCount: 60, ratingSum: 285 }))
    expect(await harness.rank()).toEqual([proven.id, loved.id])
  })
})

it('distances are those of the haversine formula, and the radius is kept to the metre', async () => {
  const point = fc.record({
    latitude: fc.double({ min: -89, max: 89, noNaN: true }),
    longitude: fc.double({ min: -180, max: 179.999, noNaN: true }),
  })
  const offset = fc.double({ min: -0.12, max: 0.12, noNaN: true })
  const places = fc.array(fc.record({ up: offset, across: offset }), { minLength: 4, maxLength: 12 })
  await fc.assert(
    fc
      .asyncProperty(point, places, fc.constantFrom(1_000, 3_000, 5_000, 10_000), async (center, offsets, metres) => {
        const far = new Map<bigint, number>()
        for (const { up, across } of offsets) {
          const longitude = ((((center.longitude + across + 180) % 360) + 360) % 360) - 180
          const venue = await harness.venue({ latitude: Math.max(-90, Math.min(90, center.latitude + up)), longitude })
          far.set((await harness.offer(venue)).id, distanceBetween(center, venue))
        }
        const ranked = await harness.rank({ region: { kind: 'around', place: center, metres } })
        const within = [...far].flatMap(([id, distance]) => (distance <= metres ? [id] : []))
        expect(new Set(ranked)).toEqual(new Set(within))
        // Everything else being equal, the nearer one comes first; a millimetre makes no difference.
        const distances = ranked.map((id) => far.get(id) ?? Number.NaN)
        for (const [at, distance] of distances.slice(1).entries())
          expect(distances[at]).toBeLessThanOrEqual(distance + 0.001)
      })
      .afterEach(() => harness.clear()),
    { numRuns: 60 },
  )
}, 120_000)

it('in a crowd the nearest three thousand are ranked', async () => {
  const [near, far] = [await harness.venue(), await harness.venue({ latitude: berlin.latitude + 0.06 })]
  const model = await harness.offer(near)
  const crowd = async (venueId: bigint, latitude: number, count: number) =>
    harness.db.prisma.$executeRaw`
      INSERT INTO marketplace_offer (business_id, state, title, currency, pickup_start, pickup_end, contains, may_contain, diets,
        latitude, longitude, city_key, cell, min_price_minor, discount, created_at, published_at)
      SELECT ${venueId}, state, title, currency, pickup_start, pickup_end, contains, may_contain, diets, ${latitude}::float8, longitude, city_key,
        ((floor(${latitude}::float8 * 100) + 9000) * 36000 + floor(longitude * 100) + 18000)::int, min_price_minor, 100, created_at, published_at
      FROM marketplace_offer CROSS JOIN generate_series(1, ${count}::int) WHERE id = ${model.id}`
  await crowd(far.id, far.latitude, 50)
  const all = { kind: 'around', place: berlin, metres: 30_000 } as const
  expect(await harness.rank({ region: all })).toHaveLength(51)
  await crowd(near.id, near.latitude, 3_200)
  const ranked = await harness.rank({ region: all })
  expect(ranked).toHaveLength(200)
  const venues = await harness.db.prisma.marketplaceOffer.findMany({
    where: { id: { in: [...ranked] } },
    select: { businessId: true },
    distinct: ['businessId'],
  })
  expect(venues).toEqual([{ businessId: near.id }])
})
