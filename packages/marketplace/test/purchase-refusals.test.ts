import type { Tx } from '@bazaar/core/db'
import { confirmToken } from '@bazaar/core/screens'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reserveOpened } from '../src/callbacks.ts'
import { buyPressed } from '../src/purchase/purchase.callbacks.ts'
import {
  buttonMessage,
  buttonOf,
  confirmOf,
  day,
  hour,
  labelsOf,
  type Market,
  type Offer,
  type Person,
  startMarket,
  textOf,
} from './purchase-harness.ts'
import { expectSaid } from './said.ts'

let market: Market
let anna: Person
beforeAll(async () => {
  market = await startMarket()
  anna = await market.person('Anna')
})
afterAll(() => market?.platform.stop())

const db = () => market.platform.app.core.db.prisma
const count = (offer: Offer) => db().marketplacePurchase.count({ where: { offerId: offer.id } })
const change = (offer: Offer, data: Parameters<ReturnType<typeof db>['marketplaceOffer']['update']>[0]['data']) =>
  db().marketplaceOffer.update({ where: { id: offer.id }, data })
/** How many wait for an offer that somebody else has locked. */
async function waiting(): Promise<number> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
      AND query LIKE '%marketplace_reserve(%'`
  return rows.length
}

describe('opening the card', () => {
  it.each([
    ['sold out', { items: [{ quantity: 1 }] }, /Sold out just now[\s\S]*other offers/],
    ['paused', { state: 'PAUSED' }, /paused this offer/],
    ['ended', { state: 'ENDED' }, /ended this offer/],
    ['cancelled', { state: 'CANCELLED_BY_VENUE' }, /ended this offer/],
    ['expired', { opensInMs: -3 * hour, closesInMs: -hour }, /ended 2 Mar, 10:00/],
    ['a draft', { state: 'DRAFT' }, /not there any more/],
  ])('%s: says so and what to do', async (name, given, text) => {
    const customer = await market.person(`Customer of ${name}`)
    const offer = await market.offer(given)
    if (name === 'sold out') await market.reserves(await market.person('Ben'), offer)
    const answer = await market.opensCard(customer, offer)
    expect(answer).toMatchObject({ text: expect.stringMatching(text), showAlert: true })
    expect(labelsOf(await customer.sees(text))).toContain('🔍 Other offers')
  })

  it('an offer that nobody knows, and a venue that is suspended', async () => {
    expect(await market.presses(anna, reserveOpened.pack({ offer: 999_999n }))).toMatchObject({
      text: expect.stringContaining('not there any more'),
    })
    const venue = await market.venueOf({ ownerId: market.owner.id, state: 'SUSPENDED' })
    expect(await market.opensCard(anna, await market.offer({}, venue))).toMatchObject({
      text: expect.stringContaining('paused'),
    })
  })

  it('the limit is reached', async () => {
    const offer = await market.offer({ perPersonLimit: 1 })
    await market.reserves(anna, offer)
    expect(await market.opensCard(anna, offer)).toMatchObject({ text: expect.stringMatching(/limit is reached: 1/) })
    expect(labelsOf(await anna.sees('limit is reached'))).toContain('🛍 My reservations')
  })

  it('blocked after 3 no-shows, with an appeal', async () => {
    const carl = await market.person('Carl')
    const until = new Date(market.platform.clock.now().getTime() + 3 * day)
    await db().marketplaceCustomer.create({ data: { userId: BigInt(carl.id), blockedUntil: until } })
    const answer = await market.opensCard(carl, await market.offer())
    expect(answer.text).toMatch(/3 no-shows you cannot reserve until 5 Mar/)
    expect(labelsOf(await carl.sees('3 no-shows'))).toContain('Send an appeal')
  })
})

describe('confirming', () => {
  it('somebody was faster: sold out just now', async () => {
    const offer = await market.offer({ items: [{ quantity: 1 }] })
    await market.opensCard(anna, offer)
    await market.reserves(await market.person('Dora'), offer)
    expect(await anna.presses('✅ Confirm · €4')).toMatchObject({
      text: expect.stringContaining('Sold out just now'),
      showAlert: true,
    })
    await anna.sees('Sold out just now')
    expect(await count(offer)).toBe(1)
  })

  it('only some are left: takes those with one tap', async () => {
    const offer = await market.offer({ perPersonLimit: 5, items: [{ quantity: 5 }] })
    await market.opensCard(anna, offer)
    for (let more = 0; more < 4; more += 1) await anna.presses('+')
    await market.reserves(await market.person('Emil'), offer, 3)
    expect(await anna.presses('✅ Confirm · €20')).toMatchObject({ text: expect.stringContaining('Only 2 left') })
    await anna.sees('Only 2 left')
    expect(await anna.presses('Take 2')).toMatchObject({ text: expect.stringMatching(/Reserved\. Your code: \d{4}/) })
    expect(await market.left(offer)).toBe(0)
  })

  it('the limit leaves some: takes those', async () => {
    const offer = await market.offer({ perPersonLimit: 3 })
    await market.opensCard(anna, offer)
    await anna.presses('+')
    await anna.presses('+')
    const older = confirmOf(anna)
    await market.reserves(anna, offer)
    expect(await anna.presses({ data: older })).toMatchObject({ text: expect.stringContaining('you can take 2 more') })
    await anna.sees('you can take 2 more')
    expect(await anna.presses('Take 2')).toMatchObject({ text: expect.stringMatching(/Reserved/) })
    expect(await market.left(offer)).toBe(7)
  })

  it.each([
    ['paused', { state: 'PAUSED' }, /paused/],
    ['ended', { state: 'ENDED', endedAt: new Date() }, /ended/],
  ])('%s meanwhile', async (_name, data, text) => {
    const offer = await market.offer()
    await market.opensCard(anna, offer)
    await change(offer, data)
    expect(await anna.presses('✅ Confirm · €4')).toMatchObject({ text: expect.stringMatching(text) })
    expect(await count(offer)).toBe(0)
  })

  it('another price or window: the card is drawn again and nothing is reserved', async () => {
    const offer = await market.offer()
    await market.opensCard(anna, offer)
    await db().marketplaceItem.updateMany({ where: { offerId: offer.id }, data: { priceMinor: 500n } })
    expect(await anna.presses('✅ Confirm · €4')).toMatchObject({ text: expect.stringContaining('offer changed') })
    await anna.sees('To pay at the venue: €5')
    await change(offer, { pickupEnd: new Date(offer.pickupEnd.getTime() + hour) })
    expect(await anna.presses('✅ Confirm · €5')).toMatchObject({ text: expect.stringContaining('offer changed') })
    await anna.sees('12:00–16:00')
    expect(await count(offer)).toBe(0)
    expect(await anna.presses('✅ Confirm · €5')).toMatchObject({ text: expect.stringContaining('Reserved') })
  })

  it.each<[string, Parameters<typeof change>[1], RegExp]>([
    [
      'what it is',
      { title: 'Nut cake', items: { updateMany: { where: {}, data: { title: 'Nut cake' } } } },
      /Nut cake/,
    ],
    ['what is said of it', { description: 'With nuts' }, /With nuts/],
    ['what is in it', { contains: ['nuts'] }, /Contains: nuts/],
    ['what may be in it', { mayContain: ['milk'] }, /May contain: milk/],
    ['whether that is all', { allergensStated: true }, /None of the 14 main allergens/],
    ['whom it suits', { diets: ['vegan'] }, /vegan/i],
    ['how many one may take', { perPersonLimit: 1 }, /1 × Bread bag/],
    [
      'what it was worth',
      { items: { updateMany: { where: {}, data: { originalPriceMinor: 900n } } } },
      /1 × Bread bag/,
    ],
    [
      'how it looks',
      { photos: { create: { position: 0, key: 'new.jpg', thumbKey: 'new-320.jpg', width: 640, height: 480 } } },
      /1 × Bread bag/,
    ],
    ['where it is', { business: { update: { street: 'Far away 9' } } }, /Far away 9/],
  ])('%s changed meanwhile: the card is drawn again and nothing is reserved', async (what, data, shown) => {
    const venue = await market.venueOf({ ownerId: market.owner.id })
    const offer = await market.offer({}, venue)
    const customer = await market.person(`Reader of ${what}`)
    await market.opensCard(customer, offer)
    const { message_id } = await customer.sees('1 × Bread bag')
    await change(offer, data)
    expectSaid(await customer.presses('✅ Confirm · €4'), /offer changed/)
    expect(await count(offer)).toBe(0)
    expect((await customer.sees(shown)).message_id).toBe(message_id)
    await customer.presses({ data: confirmOf(customer) })
    await customer.sees((message) => message.message_id === message_id && /Your code/.test(textOf(message)))
    expect(await count(offer)).toBe(1)
  })

  it('the card names what the customer avoids', async () => {
    const nora = await market.person('Nora')
    await db().marketplaceCustomer.create({ data: { userId: BigInt(nora.id), exclusions: ['nuts'] } })
    await market.opensCard(nora, await market.offer({ contains: ['nuts', 'milk'], allergensStated: true }))
    await nora.sees(/1 × Bread bag[\s\S]*You avoid: nuts[\s\S]*Contains: nuts, milk/)
  })

  it('reserving and cancelling again and again ends after three times', async () => {
    const flip = await market.person('Flip')
    const offer = await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour })
    for (let times = 1; times <= 3; times += 1) {
      const { shown } = await market.reserves(flip, offer)
      await flip.sends(`/cancel ${shown}`)
      await flip.sees('Corner Bakery: cancelled')
    }
    expectSaid(await market.opensCard(flip, offer), /reserved and cancelled this offer 3 times[\s\S]*other/)
    await market.reserves(flip, await market.offer())
  })

  it.each([
    [
      'price',
      (id: bigint, tx: Tx) => tx.marketplaceItem.updateMany({ where: { offerId: id }, data: { priceMinor: 500n } }),
      '€5',
    ],
    [
      'window',
      (id: bigint, tx: Tx) =>
        tx.marketplaceOffer.update({ where: { id }, data: { pickupEnd: new Date('2026-03-02T15:00:00Z') } }),
      '12:00–16:00',
    ],
    [
      'recipe',
      (id: bigint, tx: Tx) => tx.marketplaceOffer.update({ where: { id }, data: { contains: ['nuts'] } }),
      'Contains: nuts',
    ],
  ] as const)('another %s at the very moment of the press: nothing is reserved either', async (_what, edit, shown) => {
    const offer = await market.offer()
    await market.opensCard(anna, offer)
    const { press } = await market.platform.app.core.db.tx(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM marketplace_offer WHERE id = ${offer.id} FOR UPDATE`
      await edit(offer.id, tx)
      const pressed = anna.presses('✅ Confirm · €4')
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
      // In an object, or the transaction would wait for what waits for it.
      return { press: pressed }
    })
    expectSaid(await press, /offer changed/)
    await anna.sees(shown)
    expect(await count(offer)).toBe(0)
    expect(await market.left(offer)).toBe(10)
    await anna.presses({ data: confirmOf(anna) })
    await anna.sees('Your code')
  })

  it('a double tap reserves once; every later press shows the first result', async () => {
    const offer = await market.offer()
    await market.opensCard(anna, offer)
    const data = confirmOf(anna)
    const more = buttonOf(anna, /^\+$/)
    const card = buttonMessage(anna, data)
    const answers = await Promise.all(Array.from({ length: 4 }, () => anna.presses({ data }, card)))
    const firsts = answers.filter(({ text }) => text?.startsWith('✅ Reserved'))
    expect(firsts).toHaveLength(1)
    const code = /\d{4}/.exec(firsts[0]?.text ?? '')?.[0] ?? ''
    const again = `You already reserved this. Your code: ${code}`
    for (const { text } of answers) expect([firsts[0]?.text, again, null, undefined]).toContain(text)
    expect(await anna.presses({ data }, card)).toMatchObject({ text: again })
    await market.platform.settle()
    expect(anna.botMessages(`Your code: ${code}`)).toMatchObject([{ message_id: card.messageId }])
    // A card on another device that was not redrawn yet.
    expect(await anna.presses({ data: more }, card)).toMatchObject({ text: again })
    const shown = `P${(await market.latest(anna)).id}`
    expect(await count(offer)).toBe(1)
    expect(await market.left(offer)).toBe(9)
    // What it led to is over: there is a way on all the same.
    await anna.sends(`/cancel ${shown}`)
    await anna.sees('Corner Bakery: cancelled')
    await anna.presses({ data }, card)
    await anna.sees(
      (message) => /You cancelled it/.test(textOf(message)) && labelsOf(message).includes('🛍 My reservations'),
    )
  })

  it("forged presses do nothing: unsigned, somebody else's, malformed", async () => {
    const offer = await market.offer()
    await market.opensCard(anna, offer)
    const data = confirmOf(anna)
    const mallory = await market.person('Mallory')
    const token = confirmToken.create(market.platform.clock.now())
    const bare = buyPressed.pack({ item: offer.items[0]?.id ?? 0n, quantity: 1, terms: 'aaaaa', token })
    for (const forged of [bare, data, `${data.slice(0, -1)}x`, 'mp.buy'])
      expect(await mallory.presses({ data: forged })).toMatchObject({ text: expect.stringContaining('not yours') })
    for (const malformed of ['mp.buy', 'mp.buy:1', `${bare}x`, bare.replace('aaaaa', 'aa+aa'), 'mp.p-qty:1:1:x'])
      expect(await market.presses(mallory, malformed)).toMatchObject({ text: expect.stringContaining('out of date') })
    expect(await market.presses(mallory, bare)).toMatchObject({ text: expect.stringContaining('offer changed') })
    expect(await market.presses(mallory, bare.replace(':1:', ':-1:'))).toMatchObject({ text: expect.any(String) })
    expect(await count(offer)).toBe(0)
  })
})

describe('an offer with several items', () => {
  it('first which one, then how many', async () => {
    const offer = await market.offer({
      title: 'Evening box',
      items: [
        { title: 'Bread', priceMinor: 300n, quantity: 1 },
        { title: 'Cake', priceMinor: 550n },
        { title: 'Soup', priceMinor: 250n },
      ],
    })
    await market.opensCard(anna, offer)
    const list = await anna.sees(/Evening box[\s\S]*Bread: €3, 1 left[\s\S]*Cake: €5\.50, 10 left/)
    expect(labelsOf(list).slice(0, 3)).toEqual(['Bread · €3', 'Cake · €5.50', 'Soup · €2.50'])
    const stale = list.buttons.flat()[0]?.callback_data ?? ''
    await market.reserves(await market.person('Fred'), await market.offer())
    await anna.presses('Cake · €5.50')
    await anna.presses('✅ Confirm · €5.50')
    await anna.sees('1 × Cake')
    await db().marketplaceItem.updateMany({ where: { offerId: offer.id, title: 'Bread' }, data: { committed: 1 } })
    expect(await anna.presses({ data: stale })).toMatchObject({ text: expect.stringContaining('Sold out just now') })
    await market.opensCard(anna, offer)
    expect(labelsOf(await anna.sees('Bread: sold out'))).not.toContain('Bread · €3')
  })
})
