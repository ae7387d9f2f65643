import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { availabilityOf } from '../src/catalog/availability.ts'
import type { Look } from '../src/discovery/browse/browse.service.ts'
import { berlin, type DiscoveryHarness, startDiscovery } from './discovery-harness.ts'

let harness: DiscoveryHarness
beforeAll(async () => {
  harness = await startDiscovery()
})
afterAll(() => harness.close())
afterEach(() => harness.clear())

const minute = 60_000
const anna = 7n

function cardOf(look: Look) {
  if (look.kind !== 'card') throw new Error(`A card was expected, not "${look.kind}"`)
  return { ...look.card, session: look.session }
}

/** What happens to the offers between two pages. */
const changes = [
  'add',
  'add-better',
  'sell-out',
  'pause',
  'cancel',
  'remove',
  'suspend',
  'wait',
  'look-elsewhere',
] as const

async function change(what: (typeof changes)[number], id: bigint): Promise<void> {
  const { db, clock } = harness
  const offer = await db.prisma.marketplaceOffer.findUnique({ where: { id } })
  const set = (data: object) => db.prisma.marketplaceOffer.updateMany({ where: { id }, data })
  if (what === 'add') await harness.offer(await harness.venue({ latitude: berlin.latitude + 0.02 }))
  if (what === 'add-better') await harness.offer(await harness.venue(), { discount: 99, closesInMs: 70 * minute })
  if (what === 'sell-out') await set({ state: 'SOLD_OUT', endedAt: null })
  if (what === 'pause') await set({ state: 'PAUSED', endedAt: null })
  if (what === 'cancel') await set({ state: 'CANCELLED_BY_VENUE', endReason: 'The oven broke.', endedAt: clock.now() })
  if (what === 'remove') await db.prisma.marketplaceOffer.deleteMany({ where: { id } })
  if (what === 'suspend' && offer)
    await db.prisma.marketplaceBusiness.update({
      where: { id: offer.businessId },
      data: { state: 'SUSPENDED', suspendReason: 'Complaints' },
    })
  if (what === 'wait') clock.advance(4 * minute)
  if (what === 'look-elsewhere') await harness.browse.begin(8n, { place: berlin })
}

it('paging never repeats or skips while offers are added, sold out, removed and closed', async () => {
  const step = fc.record({
    what: fc.constantFrom(...changes),
    victim: fc.nat(1_000),
    turns: fc.integer({ min: 1, max: 3 }),
  })
  await fc.assert(
    fc
      .asyncProperty(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 12 }), async (count, steps) => {
        for (let n = 0; n < count; n++)
          await harness.offer(await harness.venue({ latitude: berlin.latitude + (n % 4) * 0.005 }), {
            discount: (n * 37) % 60,
            closesInMs: 6 * 60 * minute,
          })
        const first = cardOf(await harness.browse.begin(anna, { place: berlin }))
        const frozen = first.session.offerIds
        expect(frozen).toEqual(await harness.rank())
        const seen = [first.offer?.id]
        for (const { what, victim, turns } of steps) {
          await change(what, frozen[victim % frozen.length] ?? 0n)
          for (let n = 0; n < turns && seen.length < frozen.length; n++) {
            const { look, isRenewed } = await harness.browse.turn(anna, first.session.id, seen.length)
            const card = cardOf(look)
            expect({ isRenewed, at: card.at }).toEqual({ isRenewed: false, at: seen.length })
            const stored = await harness.db.prisma.marketplaceOffer.findUnique({ where: { id: frozen[card.at] ?? 0n } })
            // Cards are read fresh: one that is gone is shown as gone, in its place.
            expect(card.offer?.state).toBe(stored?.state)
            seen.push(card.offer?.id ?? frozen[card.at])
          }
        }
        expect(seen).toEqual(frozen.slice(0, seen.length))
        expect(new Set(seen).size).toBe(seen.length)
      })
      .afterEach(() => harness.clear()),
    { numRuns: 50 },
  )
}, 240_000)

describe('a list', () => {
  it('has at most two hundred offers, and both ends hold', async () => {
    const venue = await harness.venue()
    const model = await harness.offer(venue)
    await harness.db.prisma.$executeRaw`
      INSERT INTO marketplace_offer (business_id, state, title, currency, pickup_start, pickup_end, contains, may_contain, diets,
        latitude, longitude, city_key, cell, min_price_minor, discount, created_at, published_at)
      SELECT business_id, state, title, currency, pickup_start, pickup_end, contains, may_contain, diets, latitude, longitude, city_key, cell,
        min_price_minor, discount, created_at, published_at FROM marketplace_offer CROSS JOIN generate_series(1, 249) WHERE id = ${model.id}`
    const { session } = cardOf(await harness.browse.begin(anna, { place: berlin }))
    expect(session.offerIds).toHaveLength(200)
    for (const [asked, at] of [
      [-5, 0],
      [199, 199],
      [5_000, 199],
    ] as const) {
      const { look } = await harness.browse.turn(anna, session.id, asked)
      expect(cardOf(look).at).toBe(at)
    }
  })

  it('begins anew when it is too old, or belongs to an older message', async () => {
    const offer = await harness.offer(await harness.venue(), { closesInMs: 9 * 60 * minute })
    const old = cardOf(await harness.browse.begin(anna, { place: berlin, filter: 'all' })).session
    const newer = cardOf(await harness.browse.begin(anna, { filter: 'nearby' })).session
    const renewed = await harness.browse.turn(anna, old.id, 3)
    expect(renewed.isRenewed).toBe(true)
    expect(cardOf(renewed.look)).toMatchObject({ at: 0, offer: { id: offer.id }, session: { filter: newer.filter } })
    // Three hours later the place that was lent for it is forgotten too.
    harness.clock.advance(181 * minute)
    const late = await harness.browse.turn(anna, cardOf(renewed.look).session.id, 0)
    expect(late).toEqual({ isRenewed: true, look: { kind: 'nowhere' } })
  })

  it("of somebody else cannot be turned: one's own is shown", async () => {
    await harness.offer(await harness.venue())
    const { session } = cardOf(await harness.browse.begin(anna, { place: berlin }))
    const { look, isRenewed } = await harness.browse.turn(8n, session.id, 0)
    expect({ look, isRenewed }).toEqual({ isRenewed: true, look: { kind: 'nowhere' } })
  })

  it('shows what is sold out meanwhile as sold out', async () => {
    const [first, second] = [await harness.offer(await harness.venue()), await harness.offer(await harness.venue())]
    const { session } = cardOf(await harness.browse.begin(anna, { place: berlin }))
    await change('sell-out', second.id)
    const { offer } = cardOf((await harness.browse.turn(anna, session.id, 1)).look)
    expect(offer && availabilityOf(offer, harness.clock.now())).toBe('sold-out')
    expect(session.offerIds).toEqual([first.id, second.id])
  })
})
