import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoAccounts } from '../demo/etsy/catalogue.ts'
import type { ListingSpec } from '../demo/etsy/types.ts'
import { clayThread, day, hour, nordlicht, type Person, type Story, startStory } from './story-harness.ts'

/** A seller of one-off pieces: three pages of what was sold. */
const sold = Array.from(
  { length: 250 },
  (_, n): ListingSpec => ({ title: `Painting no. ${n}`, price: 9_000, quantity: 0 }),
)
const accounts = demoAccounts.map((one) =>
  one.shop?.id === clayThread.shopId
    ? { ...one, shop: { ...one.shop, listings: [...one.shop.listings, ...sold] } }
    : one,
)

let story: Story
let anna: Person
let shop: bigint
beforeEach(async () => {
  story = await startStory({ etsy: { accounts } })
  anna = story.person('Anna')
  shop = await story.link(anna)
})
afterEach(() => story.stop())

const paintings = () =>
  story.etsy.shop(clayThread.shopId)?.listings.filter(({ title }) => title.startsWith('Painting')) ?? []
const painting = (n: number) => paintings()[n]?.id ?? expect.fail('no painting')
const alerts = async () =>
  (await story.db.prisma.etsyAlert.findMany({ orderBy: { id: 'asc' } })).map(({ kind }) => kind)
const outCalls = (state = 'sold_out') =>
  story.etsy.calls().filter(({ query }) => query.includes(`state=${state}`)).length
const lookUps = () => story.etsy.calls().filter(({ path }) => /listings\/\d+$/.test(path)).length
const rowOf = (id: number) =>
  story.db.prisma.etsyListing.findFirstOrThrow({ where: { shopId: shop, etsyListingId: id } })

describe('what was sold out before the shop was linked', () => {
  it('is known from the first look on, told as so many, and its return is news', async () => {
    const summary = await anna.sees(/Clay & Thread is linked/)
    expect(summary.text).toMatch(/On sale: 7\n[\s\S]*Sold out before linking: 251/)
    expect(outCalls()).toBe(3)
    expect(await story.db.prisma.etsyListing.count({ where: { shopId: shop, stock: 'OUT' } })).toBe(251)
    const { stockSince } = await rowOf(painting(0))
    expect(stockSince.getTime() / 1000).toBe(paintings()[0]?.updatedAt)
    await story.look()
    expect(await alerts()).toEqual([])
    story.etsy.restock(painting(7), 1)
    await story.look()
    await anna.sees(/Back in stock: Painting no\. 7/)
    expect(await alerts()).toEqual(['back'])
  })

  it('stands last in the stock: first what sold out since, and what is low', async () => {
    story.etsy.sell(clayThread.print)
    await story.look()
    await anna.sees(/Sold out: Lino print/)
    await anna.sends('/stock')
    const { text } = await anna.sees(/On sale 6, 🪫 low 2, 🚫 sold out 252/)
    expect(text).toMatch(/1\. 🚫 Lino print[\s\S]*2\. 🪫[\s\S]*3\. 🪫[\s\S]*4\. [^\n]*left[\s\S]*5\. [^\n]*left/)
  })
})

describe('once a day', () => {
  it('what is sold out is read again: its pages, and one call for what is not among it', async () => {
    story.etsy.sell(clayThread.print)
    await story.look()
    await anna.sees(/Sold out: Lino print/)
    story.etsy.remove(clayThread.print)
    const other = painting(3)
    story.etsy.remove(other)
    story.etsy.addListing(clayThread.shopId, { title: 'Painting, sold at once', price: 100, quantity: 0 })
    await story.look()
    const before = { pages: outCalls(), single: lookUps() }
    await story.platform.advance(day)
    await story.look()
    await story.look()
    expect([outCalls() - before.pages, lookUps() - before.single]).toEqual([3, 2])
    await anna.sees(/Sold out: Lino print[\s\S]*🏁 No longer on sale since/)
    const { state, stock } = await rowOf(other)
    expect([state, stock]).toEqual(['removed', 'HIDDEN'])
    expect(await story.db.prisma.etsyListing.count({ where: { title: 'Painting, sold at once', stock: 'OUT' } })).toBe(
      1,
    )
    expect(await alerts()).toEqual(['out'])
    await story.platform.advance(hour)
    expect(outCalls() - before.pages).toBe(3)
  })

  it('where more than a hundred went, the rest is looked up some hours later', async () => {
    for (const { id } of paintings().slice(0, 130)) story.etsy.remove(id)
    const left = () => story.db.prisma.etsyListing.count({ where: { shopId: shop, state: 'sold_out' } })
    await story.platform.advance(day)
    await story.look()
    expect([await left(), lookUps()]).toEqual([151, 100])
    await story.platform.advance(5 * hour)
    expect(lookUps()).toBe(100)
    await story.platform.advance(2 * hour)
    expect([await left(), lookUps()]).toEqual([121, 130])
  })

  it('not where calls are short', async () => {
    await story.db.prisma.etsyQuota.updateMany({ data: { perDay: 100, day: '2026-03-02', used: 0 } })
    story.etsy.setLimits({ perDay: 100 })
    const before = outCalls()
    for (let hours = 0; hours < 30; hours++) await story.platform.advance(hour)
    expect(outCalls()).toBe(before)
  })

  it('a sweep that fails is made up for an hour later, and what is on sale is looked at as ever', async () => {
    const fault = story.etsy.faults.add({ kind: 'status', status: 503, match: /state=sold_out/ })
    await story.platform.advance(day)
    await story.look()
    expect(fault.hits).toBeGreaterThan(0)
    const row = await story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop } })
    expect(row.failures).toBe(0)
    fault.remove()
    const before = outCalls()
    story.etsy.sell(clayThread.print)
    await story.look()
    await anna.sees(/Sold out: Lino print/)
    expect(outCalls()).toBe(before)
    await story.platform.advance(hour)
    await story.look()
    expect(outCalls() - before).toBe(3)
  })
})

it('the first look ends only when all that is sold out was read', async () => {
  const boris = story.person('Boris')
  // What Etsy says of one of them makes no sense: that must not keep a seller out.
  story.etsy.addListing(nordlicht.shopId, { title: 'Odd one', price: Number.NaN, quantity: 0 })
  story.etsy.addListing(nordlicht.shopId, { title: 'Diary of last year', price: 100, quantity: 0 })
  const fault = story.etsy.faults.add({ kind: 'status', status: 503, match: /state=sold_out/ })
  const id = await story.link(boris, nordlicht.userId)
  expect((await story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id } })).state).toBe('LINKING')
  fault.remove()
  await story.platform.advance(hour)
  await boris.sees(/Nordlicht Papier is linked/)
  expect(await story.db.prisma.etsyListing.count({ where: { shopId: id, stock: 'OUT' } })).toBe(1)
})

it('one listing of which nothing makes sense keeps nobody from hearing of the others', async () => {
  story.etsy.addListing(clayThread.shopId, { title: 'Odd one', price: Number.NaN, quantity: 5 })
  story.etsy.sell(clayThread.print)
  await story.look()
  await anna.sees(/Sold out: Lino print/)
  expect((await story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop } })).failures).toBe(0)
  for (const { id } of story.etsy.shop(clayThread.shopId)?.listings ?? []) story.etsy.edit(id, { price: Number.NaN })
  await story.look()
  const { failures, failure } = await story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop } })
  expect({ failures: failures > 0, failure }).toEqual({ failures: true, failure: 'unknown listing' })
})
