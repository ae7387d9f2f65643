import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { purchaseOf, type ReserveHarness, startReserving } from './reserve-harness.ts'

let harness: ReserveHarness
beforeAll(async () => {
  harness = await startReserving()
})
afterAll(() => harness?.close())

const minute = 60_000
const day = 24 * 60 * minute
let person = 100
const somebody = () => ++person

describe('refusals', () => {
  it.each([
    ['DRAFT', { outcome: 'unknown' }],
    ['PAUSED', { outcome: 'paused' }],
    ['SOLD_OUT', { outcome: 'too-few', left: 0 }],
    ['EXPIRED', { outcome: 'expired', at: new Date('2026-03-02T14:00:00Z') }],
    ['ENDED', { outcome: 'ended' }],
    ['CANCELLED_BY_VENUE', { outcome: 'ended' }],
  ])('of an offer that is %s', async (state, refusal) => {
    expect(await harness.reserve(await harness.offer({ state }), somebody())).toEqual(refusal)
  })

  it.each([
    ['SUSPENDED', 'paused'],
    ['CLOSED', 'ended'],
  ])('while its venue is %s', async (state, outcome) => {
    const offer = await harness.offer()
    const where = { id: harness.venue.id }
    await harness.db.prisma.marketplaceBusiness.update({ where, data: { state } })
    expect(await harness.reserve(offer, somebody())).toEqual({ outcome })
    await harness.db.prisma.marketplaceBusiness.update({ where, data: { state: 'VERIFIED' } })
    expect(await harness.reserve(offer, somebody())).toMatchObject({ outcome: 'confirmed' })
  })

  it('once the window is over, whatever its state says yet', async () => {
    const offer = await harness.offer({ opensInMs: -minute, closesInMs: 0 })
    expect(await harness.reserve(offer, somebody())).toEqual({ outcome: 'expired', at: offer.pickupEnd })
    const running = await harness.offer({ opensInMs: -minute, closesInMs: 1 })
    expect(await harness.reserve(running, somebody())).toMatchObject({ outcome: 'confirmed' })
  })

  it('of what does not exist, or belongs to another offer', async () => {
    const [offer, other] = [await harness.offer(), await harness.offer()]
    expect(await harness.reserve(offer, somebody(), { offerId: 999_999n })).toEqual({ outcome: 'unknown' })
    expect(await harness.reserve(offer, somebody(), { itemId: other.items[0]?.id ?? 0n })).toEqual({
      outcome: 'unknown',
    })
  })

  it('of quantities that are none', async () => {
    const offer = await harness.offer()
    for (const quantity of [0, -1, 1.5, Number.NaN])
      await expect(harness.reserve(offer, somebody(), { quantity })).rejects.toThrow(/for 1 or more/)
  })

  it('beyond the limit per person, over all items and requests', async () => {
    const offer = await harness.offer({ perPersonLimit: 3, items: [{ quantity: 10 }, { quantity: 10 }] })
    const anna = somebody()
    const second = offer.items[1]?.id ?? 0n
    expect(await harness.reserve(offer, anna, { quantity: 4 })).toEqual({ outcome: 'limit', limit: 3, taken: 0 })
    expect(await harness.reserve(offer, anna, { quantity: 2 })).toMatchObject({ outcome: 'confirmed' })
    expect(await harness.reserve(offer, anna, { itemId: second, quantity: 2 })).toEqual({
      outcome: 'limit',
      limit: 3,
      taken: 2,
    })
    expect(await harness.reserve(offer, anna, { itemId: second })).toMatchObject({ outcome: 'confirmed' })
    expect(await harness.reserve(offer, somebody(), { quantity: 3 })).toMatchObject({ outcome: 'confirmed' })
  })

  it('counts what was collected and what was sent to a friend, for both; not what was cancelled', async () => {
    const offer = await harness.offer({ perPersonLimit: 1 })
    const [anna, ben, chiara] = [somebody(), somebody(), somebody()]
    const { db, reservations, clock } = harness
    const bought = purchaseOf(await harness.reserve(offer, anna))
    await db.prisma.marketplacePurchase.update({
      where: { id: bought.id },
      data: { userId: BigInt(ben), sentBy: BigInt(anna) },
    })
    for (const one of [anna, ben])
      expect(await harness.reserve(offer, one)).toEqual({ outcome: 'limit', limit: 1, taken: 1 })
    const taken = purchaseOf(await harness.reserve(offer, chiara))
    expect(await db.tx((tx) => reservations.collect(tx, taken.id, clock.now(), 1n))).toBe(true)
    expect(await harness.reserve(offer, chiara)).toEqual({ outcome: 'limit', limit: 1, taken: 1 })
    expect(await db.tx((tx) => reservations.cancelByCustomer(tx, bought.id, clock.now(), false))).toBe(true)
    for (const one of [anna, ben]) expect(await harness.reserve(offer, one)).toMatchObject({ outcome: 'confirmed' })
  })

  it('of more than is left, and says how much that is', async () => {
    const offer = await harness.offer({ items: [{ quantity: 3 }] })
    expect(await harness.reserve(offer, somebody(), { quantity: 2 })).toMatchObject({ outcome: 'confirmed' })
    expect(await harness.reserve(offer, somebody(), { quantity: 2 })).toEqual({ outcome: 'too-few', left: 1 })
    expect(await harness.reserve(offer, somebody())).toMatchObject({ outcome: 'confirmed' })
    expect(await harness.reserve(offer, somebody())).toEqual({ outcome: 'too-few', left: 0 })
  })

  it('of people without cash reservations, until they may again', async () => {
    const offer = await harness.offer()
    const anna = somebody()
    const until = new Date(harness.clock.now().getTime() + minute)
    await harness.db.prisma.marketplaceCustomer.create({ data: { userId: BigInt(anna), blockedUntil: until } })
    expect(await harness.reserve(offer, anna)).toEqual({ outcome: 'blocked', until })
    harness.clock.advance(minute)
    expect(await harness.reserve(offer, anna)).toMatchObject({ outcome: 'confirmed' })
  })

  it('of people who have reserved and cancelled the offer three times, and of nobody else', async () => {
    const offer = await harness.offer()
    const anna = somebody()
    for (let times = 1; times <= 3; times += 1) {
      const { id } = purchaseOf(await harness.reserve(offer, anna))
      await harness.db.tx((tx) => harness.reservations.cancelByCustomer(tx, id, harness.clock.now(), false))
    }
    expect(await harness.reserve(offer, anna)).toEqual({ outcome: 'often', times: 3 })
    // The version before, which may still run beside this one, does not know that answer.
    const { rows } = await harness.db.pool.query<{ decided: { outcomes: readonly string[] } }>(
      'SELECT marketplace_reserve($1, $2, ARRAY[$3::bigint], ARRAY[$4::bigint], ARRAY[1], $5, $6) AS decided',
      [offer.id, harness.clock.now(), anna, offer.items[0]?.id, ['version-before'], 'a'],
    )
    expect(rows[0]?.decided.outcomes).toEqual(['confirmed'])
    expect(await harness.reserve(offer, somebody())).toMatchObject({ outcome: 'confirmed' })
    expect(await harness.reserve(await harness.offer(), anna)).toMatchObject({ outcome: 'confirmed' })
  })

  it("of a key that is another person's, without a word about it", async () => {
    const offer = await harness.offer()
    const mine = harness.request(offer, somebody())
    purchaseOf(await harness.reservations.reserve(mine))
    expect(await harness.reservations.reserve({ ...mine, userId: BigInt(somebody()) })).toEqual({ outcome: 'unknown' })
  })
})

describe('a reservation', () => {
  it('is confirmed with price, code key and receipt, and moves the stock', async () => {
    const offer = await harness.offer({ items: [{ title: 'Rolls', priceMinor: 350n, quantity: 5 }] })
    const anna = somebody()
    const purchase = purchaseOf(await harness.reserve(offer, anna, { quantity: 2 }))
    expect(purchase).toEqual(await harness.db.tx((tx) => harness.reservations.find(tx, purchase.id)))
    expect(purchase).toMatchObject({
      offerId: offer.id,
      businessId: harness.venue.id,
      userId: BigInt(anna),
      state: 'CONFIRMED',
      quantity: 2,
      unitPriceMinor: 350n,
      currency: 'EUR',
      codeVersion: 1,
      codeKeyId: 'a',
      reservedAt: harness.clock.now(),
      reconfirmBy: undefined,
    })
    const sent = await harness.db.prisma.notification.findUniqueOrThrow({ where: { id: purchase.receiptId ?? 0n } })
    expect(sent).toMatchObject({ chatId: BigInt(anna), entity: `purchase:${purchase.id}` })
    const item = await harness.db.prisma.marketplaceItem.findFirstOrThrow({ where: { offerId: offer.id } })
    expect(item.committed).toBe(2)
  })

  it('of the last unit of all items sells the offer out; one that is cancelled opens it again', async () => {
    const offer = await harness.offer({ items: [{ quantity: 1 }, { quantity: 1 }] })
    const stateOf = async () =>
      (await harness.db.prisma.marketplaceOffer.findUniqueOrThrow({ where: { id: offer.id } })).state
    await harness.reserve(offer, somebody())
    expect(await stateOf()).toBe('ACTIVE')
    const last = purchaseOf(await harness.reserve(offer, somebody(), { itemId: offer.items[1]?.id ?? 0n }))
    expect(await stateOf()).toBe('SOLD_OUT')
    expect(await harness.reserve(offer, somebody())).toEqual({ outcome: 'too-few', left: 0 })
    const { db, reservations, clock } = harness
    expect(await db.tx((tx) => reservations.cancelByCustomer(tx, last.id, clock.now(), true))).toBe(true)
    expect(await stateOf()).toBe('ACTIVE')
    expect(await db.tx((tx) => reservations.find(tx, last.id))).toMatchObject({
      state: 'CANCELLED_BY_CUSTOMER',
      late: true,
      cancelledAt: clock.now(),
    })
    expect(await db.tx((tx) => reservations.cancelByCustomer(tx, last.id, clock.now(), false))).toBe(false)
  })

  it('that is cancelled does not open an offer that the venue sold out by hand, nor one that is over', async () => {
    const { db, reservations, clock } = harness
    for (const data of [{ forcedSoldOut: true }, { pickupEnd: clock.now(), pickupStart: new Date(0) }]) {
      const offer = await harness.offer({ items: [{ quantity: 1 }] })
      const { id } = purchaseOf(await harness.reserve(offer, somebody()))
      await db.prisma.marketplaceOffer.update({ where: { id: offer.id }, data })
      expect(await db.tx((tx) => reservations.cancelByCustomer(tx, id, clock.now(), false))).toBe(true)
      const after = await db.prisma.marketplaceOffer.findUniqueOrThrow({ where: { id: offer.id } })
      expect(after.state).toBe('SOLD_OUT')
    }
  })

  it('is collected once, and missed only when nobody collected it', async () => {
    const { db, reservations, clock, metrics } = harness
    const offer = await harness.offer()
    const [first, second] = [await harness.reserve(offer, somebody()), await harness.reserve(offer, somebody())].map(
      purchaseOf,
    )
    const collect = () => db.tx((tx) => reservations.collect(tx, first?.id ?? 0n, clock.now(), 7n))
    const completed = async () => Number(/^purchases_completed_total (\d+)/m.exec((await metrics.render()).body)?.[1])
    const before = await completed()
    expect(await collect()).toBe(true)
    expect(await collect()).toBe(false)
    expect(await completed()).toBe(before + 1)
    const missed = await db.tx((tx) => reservations.closeMissed(tx, offer.id, clock.now()))
    expect(missed).toEqual([{ ...second, state: 'UNCONFIRMED', missedAt: clock.now() }])
    expect(await db.tx((tx) => reservations.closeMissed(tx, offer.id, clock.now()))).toEqual([])
    const item = await db.prisma.marketplaceItem.findFirstOrThrow({ where: { offerId: offer.id } })
    expect(item.committed).toBe(2)
  })

  it('is told as it was when the venue cancels all, and all stock returns', async () => {
    const { db, reservations, clock } = harness
    const offer = await harness.offer({ items: [{ quantity: 4 }, { quantity: 4 }] })
    const open = [
      await harness.reserve(offer, somebody(), { quantity: 2 }),
      await harness.reserve(offer, somebody(), { itemId: offer.items[1]?.id ?? 0n }),
    ].map(purchaseOf)
    const gone = purchaseOf(await harness.reserve(offer, somebody()))
    await db.tx((tx) => reservations.collect(tx, gone.id, clock.now(), 7n))
    expect(await db.tx((tx) => reservations.cancelByVenue(tx, offer.id, clock.now()))).toEqual(open)
    expect(await db.tx((tx) => reservations.cancelByVenue(tx, offer.id, clock.now()))).toEqual([])
    const items = await db.prisma.marketplaceItem.findMany({ where: { offerId: offer.id }, orderBy: { id: 'asc' } })
    expect(items.map(({ committed }) => committed)).toEqual([1, 0])
  })
})

describe('people with two no-shows in 30 days', () => {
  const strikes = async (userId: number, given: readonly { readonly daysAgo: number; readonly late?: boolean }[]) => {
    const offer = await harness.offer({ perPersonLimit: 10 })
    for (const { daysAgo, late } of given) {
      const { id } = purchaseOf(await harness.reserve(offer, userId))
      const at = new Date(harness.clock.now().getTime() - daysAgo * day)
      await harness.db.prisma.marketplacePurchase.update({
        where: { id },
        data: late ? { state: 'CANCELLED_BY_CUSTOMER', late, cancelledAt: at } : { state: 'NO_SHOW', missedAt: at },
      })
    }
  }
  const next = async (userId: number, opensInMs = 3 * 60 * minute) =>
    purchaseOf(await harness.reserve(await harness.offer({ opensInMs, closesInMs: day }), userId))

  it.each([
    ['two no-shows', [{ daysAgo: 1 }, { daysAgo: 29 }], true],
    ['one and two late cancellations', [{ daysAgo: 1 }, { daysAgo: 2, late: true }, { daysAgo: 3, late: true }], true],
    ['one and one late cancellation', [{ daysAgo: 1 }, { daysAgo: 2, late: true }], false],
    ['two, one of them over 30 days ago', [{ daysAgo: 1 }, { daysAgo: 31 }], false],
  ])('(%s) confirm again until an hour before pickup: %o', async (_name, given, asked) => {
    const anna = somebody()
    await strikes(anna, given)
    const opens = new Date(harness.clock.now().getTime() + 3 * 60 * minute)
    expect((await next(anna)).reconfirmBy).toEqual(asked ? new Date(opens.getTime() - 60 * minute) : undefined)
  })

  it('do not when it is too late for that, or when they were forgiven', async () => {
    const anna = somebody()
    await strikes(anna, [{ daysAgo: 2 }, { daysAgo: 3 }])
    expect((await next(anna, 59 * minute)).reconfirmBy).toBeUndefined()
    expect((await next(anna, 61 * minute)).reconfirmBy).toBeDefined()
    await harness.db.prisma.marketplaceCustomer.create({
      data: { userId: BigInt(anna), forgivenAt: new Date(harness.clock.now().getTime() - day) },
    })
    expect((await next(anna)).reconfirmBy).toBeUndefined()
  })
})
