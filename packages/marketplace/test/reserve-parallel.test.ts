import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reservations } from '../src/purchase/types.ts'
import { termsOf } from './build.ts'
import { type Offer, purchaseOf, type ReserveHarness, startReserving, tally } from './reserve-harness.ts'

let harness: ReserveHarness
let replicas: readonly Reservations[]
beforeAll(async () => {
  harness = await startReserving()
  replicas = [harness.reservations, harness.replica()]
})
afterAll(() => harness?.close())

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))
const replica = (index: number): Reservations => replicas[index % replicas.length] ?? harness.reservations

/** What is wrong with stock and states, over all offers; nothing when all is well. */
async function listBroken(): Promise<readonly object[]> {
  const { rows } = await harness.db.pool.query<object>(`
    SELECT i.offer_id, i.id, i.committed, i.quantity, o.state, coalesce(p.units, 0) AS units
    FROM marketplace_item i JOIN marketplace_offer o ON o.id = i.offer_id LEFT JOIN (
      SELECT item_id, sum(quantity)::int AS units FROM marketplace_purchase
      WHERE state IN ('HELD', 'CONFIRMED', 'COLLECTED', 'UNCONFIRMED', 'NO_SHOW') GROUP BY item_id) p ON p.item_id = i.id
    WHERE i.committed <> coalesce(p.units, 0) OR i.committed > i.quantity`)
  return rows
}

describe('at the same time, over two processes', () => {
  it('one person gets no more than the limit: 16 requests on each of 200 offers', { timeout: 120_000 }, async () => {
    const offers = await Promise.all(times(200, () => harness.offer({ perPersonLimit: 2, items: [{ quantity: 50 }] })))
    const outcomes = await Promise.all(
      offers.flatMap((offer) => times(16, (n) => replica(n).reserve(harness.request(offer, 7)))),
    )
    expect(tally(outcomes)).toEqual({ confirmed: 400, limit: 2_800 })
    const { rows } = await harness.db.pool.query<{ units: string }>(
      'SELECT sum(quantity) AS units FROM marketplace_purchase GROUP BY offer_id HAVING sum(quantity) <> 2',
    )
    expect(rows).toEqual([])
    expect(await listBroken()).toEqual([])
  })

  it('everything is sold and nothing more, whichever items and quantities', async () => {
    const offer = await harness.offer({ perPersonLimit: 3, items: [{ quantity: 40 }, { quantity: 25 }] })
    const items = offer.items.map(({ id }) => id)
    const outcomes = await Promise.all(
      times(400, (n) =>
        replica(n).reserve(
          harness.request(offer, 1_000 + (n % 90), { itemId: items[n % 2] ?? 0n, quantity: 1 + (n % 3) }),
        ),
      ),
    )
    const bought = outcomes.flatMap((one) => (one.outcome === 'confirmed' ? [one.purchase.quantity] : []))
    expect(bought.reduce((sum, quantity) => sum + quantity, 0)).toBe(65)
    expect(Object.keys(tally(outcomes)).sort()).toEqual(['confirmed', 'limit', 'too-few'])
    expect(await listBroken()).toEqual([])
  })

  it('a key is used once: all its requests get one purchase', async () => {
    const offer = await harness.offer()
    const request = harness.request(offer, 8)
    const outcomes = await Promise.all(times(40, (n) => replica(n).reserve(request)))
    expect(new Set(outcomes.map((one) => purchaseOf(one).id)).size).toBe(1)
    expect(outcomes.filter((one) => one.outcome === 'confirmed' && !one.repeated)).toHaveLength(1)
    const again = await harness.reservations.reserve(request)
    expect(again).toEqual({ outcome: 'confirmed', repeated: true, purchase: purchaseOf(again) })
    expect(await harness.db.prisma.notification.count({ where: { chatId: 8n } })).toBe(1)
  })

  it('a key is used once even when one offer is asked with it after another', async () => {
    const offers = await Promise.all(times(2, () => harness.offer({ items: [{ quantity: 100 }] })))
    for (const round of times(20, (n) => n)) {
      const requestKey = `both-${round}`
      const outcomes = await Promise.all(
        offers.map((offer, n) => replica(n).reserve(harness.request(offer, 2_000 + round, { requestKey }))),
      )
      expect(new Set(outcomes.map((one) => purchaseOf(one).id)).size).toBe(1)
    }
    expect(await listBroken()).toEqual([])
  })

  it("a request that cannot be decided fails alone; another person's key is refused", async () => {
    const offer = await harness.offer({ items: [{ quantity: 100 }] })
    const poison = harness.request(offer, 9, { requestKey: 'with a NUL \u0000' })
    const taken = harness.request(offer, 10)
    await harness.reservations.reserve(taken)
    const settled = await Promise.allSettled([
      ...times(5, (n) => harness.reserve(offer, 3_000 + n)),
      harness.reservations.reserve(poison),
      harness.reservations.reserve({ ...taken, userId: 11n }),
      ...times(5, (n) => harness.reserve(offer, 3_100 + n)),
    ])
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.outcome : one.status))).toEqual([
      ...times(5, () => 'confirmed'),
      'rejected',
      'unknown',
      ...times(5, () => 'confirmed'),
    ])
  })

  it('reserving, cancelling, collecting, editing and closing end without a deadlock', async () => {
    const offers = await Promise.all(
      times(4, () => harness.offer({ perPersonLimit: 4, items: [{ quantity: 30 }, {}] })),
    )
    const { db, reservations, clock } = harness
    const purchases = (
      await Promise.all(offers.flatMap((offer) => times(20, (n) => harness.reserve(offer, 4_000 + n))))
    ).map(purchaseOf)
    const edit = ({ id }: Offer) =>
      db.tx(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM marketplace_offer WHERE id = ${id} FOR UPDATE`
        await tx.marketplaceItem.updateMany({ where: { offerId: id }, data: { quantity: { increment: 1 } } })
      })
    const now = clock.now()
    const outcomes = await Promise.allSettled([
      ...purchases.map(({ id }, n) =>
        db.tx((tx) =>
          n % 2 ? reservations.collect(tx, id, now, 1n) : reservations.cancelByCustomer(tx, id, now, false),
        ),
      ),
      ...offers.flatMap((offer) => times(20, (n) => replica(n).reserve(harness.request(offer, 4_100 + n)))),
      ...offers.flatMap((offer) => times(5, () => edit(offer))),
      ...offers.map(({ id }, n) =>
        db.tx(
          (tx): Promise<unknown> =>
            n % 2 ? reservations.closeMissed(tx, id, now) : reservations.cancelByVenue(tx, id, now),
        ),
      ),
    ])
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(await listBroken()).toEqual([])
  })
})

describe('who saw something else', () => {
  it('gets nothing, and whoever reserves in the same batch gets theirs', async () => {
    const offer = await harness.offer({ items: [{ quantity: 12 }] })
    const [item] = offer.items
    const old = await termsOf(harness.db, item?.id ?? 0n)
    await harness.db.prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { contains: ['nuts'] } })
    const terms = await termsOf(harness.db, item?.id ?? 0n)
    const outcomes = await Promise.all(
      times(30, (n) => harness.reservations.reserve(harness.request(offer, 7_000 + n, { terms: n % 2 ? terms : old }))),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(
      times(30, (n) => (n % 2 === 0 && n < 24 ? 'changed' : n < 24 ? 'confirmed' : 'too-few')),
    )
    const { db } = harness
    expect(await db.prisma.marketplacePurchase.count({ where: { offerId: offer.id } })).toBe(12)
    expect(await db.prisma.marketplaceItem.findUnique({ where: { id: item?.id ?? 0n } })).toMatchObject({
      committed: 12,
    })
  })
})

describe('the waiting room', () => {
  it('turns people away when it is full, and takes them again afterwards', async () => {
    const small = harness.replica({ batch: 2, room: 5 })
    const offer = await harness.offer({ items: [{ quantity: 100 }] })
    const outcomes = await Promise.all(times(12, (n) => small.reserve(harness.request(offer, 5_000 + n))))
    // The first is decided at once, five wait, the others have no place.
    expect(tally(outcomes)).toEqual({ confirmed: 6, busy: 6 })
    expect(await small.reserve(harness.request(offer, 5_100))).toMatchObject({ outcome: 'confirmed' })
    const { body } = await harness.metrics.render()
    expect(body).toMatch(/marketplace_reserve_total\{outcome="busy"\} 6/)
  })

  it('is left in order of arrival', async () => {
    const small = harness.replica({ batch: 3, room: 100 })
    const offer = await harness.offer({ items: [{ quantity: 7 }] })
    const outcomes = await Promise.all(times(20, (n) => small.reserve(harness.request(offer, 6_000 + n))))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      ...times(7, () => 'confirmed'),
      ...times(13, () => 'too-few'),
    ])
  })
})
