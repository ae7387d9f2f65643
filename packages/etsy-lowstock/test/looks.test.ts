import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultKind } from '../demo/etsy/faults.ts'
import { clayThread, day, hour, nordlicht, type Person, type Story, startStory } from './story-harness.ts'

const minute = 60_000
const kinds: readonly FaultKind[] = ['cut-before', 'cut-after', 'status', 'html', 'broken-json']

const alertsOf = async (story: Story) => {
  const rows = await story.db.prisma.etsyAlert.findMany({ orderBy: { id: 'asc' }, include: { listing: true } })
  return rows.map(
    ({ kind, listing, variationId }) => `${kind} ${listing.etsyListingId}${variationId === null ? '' : ' one'}`,
  )
}
const shopRow = (story: Story, id: bigint) => story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id } })
const apiCalls = (story: Story) => story.etsy.calls().filter(({ kind }) => kind === 'api').length

describe('5-N1 Etsy fails at one call of a look, whichever it is', () => {
  let story: Story
  let anna: Person
  let shop: bigint
  beforeAll(async () => {
    story = await startStory()
    story.etsy.addListings(clayThread.shopId, 120)
    anna = story.person('Anna')
    shop = await story.link(anna)
  })
  afterAll(() => story.stop())

  const { print, mug, candle, tote } = clayThread
  const sellOut = () => {
    story.etsy.sell(print, { count: 99 })
    story.etsy.sell(mug, { product: 'L', count: 99 })
    story.etsy.deactivate(candle)
    story.etsy.expire(tote)
  }
  const fill = () => {
    story.etsy.restock(print, 9)
    story.etsy.restock(mug, 9)
    story.etsy.activate(candle)
    story.etsy.activate(tote)
  }
  /** What one look has to say about {@link sellOut}, in any order. */
  const sold = [`out ${print}`, `out ${mug} one`].toSorted()
  const back = [`back ${print}`, `back ${mug} one`].toSorted()

  /** A look that found the one before still under way comes a little later; one more than enough would be told as well. */
  const looksUntil = async (count: number) => {
    for (let tries = 0; tries < 5; tries++) {
      await story.platform.advance(3 * minute)
      if ((await alertsOf(story)).length >= count) return
    }
  }

  let calls = 0
  it('a good look with a token to renew, two pages and what went from them', async () => {
    fill()
    await story.look()
    const before = { alerts: await alertsOf(story), calls: story.etsy.calls().length }
    sellOut()
    await story.platform.advance(hour)
    calls = story.etsy.calls().length - before.calls
    expect(calls).toBe(1 + 2 + 2 * 3)
    expect((await alertsOf(story)).slice(before.alerts.length).toSorted()).toEqual(sold)
    fill()
    await story.look()
  })

  it.each(kinds)('%s: each transition is told once, none is lost', async (kind) => {
    for (let nth = 1; nth <= calls; nth++) {
      const before = (await alertsOf(story)).length
      sellOut()
      const fault = story.etsy.faults.add({ kind, nth, times: 1 })
      await story.platform.advance(hour)
      fault.remove()
      expect(fault.hits, `${kind} at call ${nth}`).toBe(1)
      // A refresh token that was spent without an answer is lost: the seller connects again.
      const isLost = nth === 1 && (kind === 'cut-after' || kind === 'broken-json')
      await story.platform.advance(3 * minute)
      expect((await shopRow(story, shop)).state, `${kind} at call ${nth}`).toBe(isLost ? 'DISCONNECTED' : 'ACTIVE')
      if (isLost) await story.link(anna)
      await looksUntil(before + sold.length)
      const told = (await alertsOf(story)).slice(before)
      expect(told.toSorted(), `${kind} at call ${nth}`).toEqual(sold)
      fill()
      await looksUntil(before + told.length + back.length)
      expect((await alertsOf(story)).slice(before + told.length).toSorted(), `${kind} at call ${nth}`).toEqual(back)
    }
    const rows = await story.db.prisma.etsyAlert.findMany({ select: { notificationId: true } })
    expect(new Set(rows.map((row) => row.notificationId)).size).toBe(rows.length)
    const written = await story.db.pool.query(`SELECT 1 FROM core_notification WHERE entity LIKE 'alert:%'`)
    expect(written.rowCount).toBe(rows.length)
  })
})

describe('limits, and looks that overtake each other', () => {
  let story: Story
  let anna: Person
  let shop: bigint
  beforeEach(async () => {
    story = await startStory()
    anna = story.person('Anna')
    shop = await story.link(anna)
  })
  afterEach(() => story.stop())

  const quota = () => story.db.prisma.etsyQuota.findUniqueOrThrow({ where: { id: 1 } })

  it('5-N3 429: nothing is asked before retry-after is over', async () => {
    story.etsy.faults.add({ kind: 'status', status: 429, retryAfter: 2, times: 1 })
    story.etsy.sell(clayThread.print)
    await story.look()
    const before = apiCalls(story)
    const until = (await quota()).pausedUntil?.getTime() ?? 0
    expect(until - Date.now()).toBeGreaterThan(500)
    const { nextLookAt, failures } = await shopRow(story, shop)
    expect(failures).toBe(0)
    expect(nextLookAt.getTime() - story.platform.clock.now().getTime()).toBeLessThanOrEqual(2_000)
    // Looks that are due go on coming, and ask nothing; the pause is machine time.
    await expect
      .poll(async () => {
        if (Date.now() < until) expect(apiCalls(story)).toBe(before)
        await story.platform.advance(3_000)
        return alertsOf(story)
      })
      .toEqual([`out ${clayThread.print}`])
    expect(Date.now()).toBeGreaterThanOrEqual(until)
  })

  it('5-N3 the calls of the day are over: nothing is asked until midnight, then everything is told', async () => {
    const { perDay } = await story.services.etsy.quota.state()
    await story.db.pool.query('UPDATE etsy_lowstock_quota SET used = $1', [perDay])
    story.etsy.sell(clayThread.print)
    const before = apiCalls(story)
    await story.platform.advance(5 * hour)
    expect(apiCalls(story)).toBe(before)
    expect((await shopRow(story, shop)).nextLookAt.toISOString()).toBe('2026-03-03T00:00:00.000Z')
    await story.platform.advance(9 * hour + minute)
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
  })

  it('5-N3 headers lower and raise the limits', async () => {
    story.etsy.setLimits({ perDay: 400, perSecond: 50 })
    await story.look()
    expect(await quota()).toMatchObject({ perDay: 400, perSecond: 50 })
    expect(await story.services.stock.interval()).toBeGreaterThan(200)
    story.etsy.setLimits({ perDay: 20_000, perSecond: 90 })
    await story.platform.advance(hour)
    expect(await quota()).toMatchObject({ perDay: 20_000, perSecond: 90 })
    expect(await story.services.stock.interval()).toBe(60)
  })

  it('5-N3 what somebody else used of the calls counts; yesterday’s calls in Etsy’s last 24 hours do not', async () => {
    const { quota: calls } = story.services.etsy
    const said = (left: number) => new Headers({ 'x-limit-per-day': '5000', 'x-remaining-today': String(left) })
    await calls.heed(said(3_000))
    expect((await calls.state()).used).toBe(2_000)
    await story.platform.advance(14 * hour + minute)
    const before = (await calls.state()).used
    expect(before).toBeLessThan(10)
    await calls.heed(said(2_990))
    expect((await calls.state()).used).toBeLessThan(before + 15)
    expect(await story.services.stock.interval()).toBe(60)
  })

  it('5-A1 a listing that pages missed because they shifted is not sold out', async () => {
    story.etsy.addListings(clayThread.shopId, 150)
    await story.look()
    // Between two pages everything moves up: one listing of the second page is on the first one now, and seen on neither.
    const first = story.etsy.shop(clayThread.shopId)?.listings[0]
    const look = async () => {
      story.etsy.faults.add({ kind: 'slow', delayMs: 300, match: /offset=100/, times: 1 })
      const looking = story.services.stock.looks.look(shop, new AbortController().signal)
      await expect.poll(() => story.etsy.calls().at(-1)?.query).toMatch(/offset=0/)
      if (first) story.etsy.deactivate(first.id)
      await looking
    }
    await look()
    await story.look()
    await story.look()
    expect(await alertsOf(story)).toEqual([])
    const hidden = await story.db.prisma.etsyListing.findMany({ where: { stock: 'HIDDEN' } })
    expect(hidden.map((one) => Number(one.etsyListingId))).toEqual([first?.id])
  })

  it('a look that a newer one overtook writes nothing and plans nothing', async () => {
    const { looks } = story.services.stock
    const fault = story.etsy.faults.add({ kind: 'slow', delayMs: 400, match: /offset=0/, times: 1 })
    story.etsy.sell(clayThread.print)
    const before = await shopRow(story, shop)
    const old = looks.look(shop, new AbortController().signal)
    await expect.poll(() => fault.hits).toBe(1)
    // Somebody whose lock was lost goes on; whoever took over has begun.
    await story.db.prisma.etsyShop.update({ where: { id: shop }, data: { look: { increment: 1 } } })
    await old
    expect(await alertsOf(story)).toEqual([])
    expect((await shopRow(story, shop)).nextLookAt).toEqual(before.nextLookAt)
    await story.look()
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
  })

  it('a re-check that is newer than a page in flight wins', async () => {
    const { looks } = story.services.stock
    const print = BigInt(clayThread.print)
    story.etsy.faults.add({ kind: 'slow', delayMs: 500, match: /offset=0/, times: 1 })
    // The page says what was so when it was asked for.
    const reading = story.services.shops.grants.call(shop, async (access) =>
      story.services.etsy.api.activePage(access, BigInt(clayThread.shopId), 0),
    )
    const before = await reading
    if (!before.ok) throw new Error('The page could not be read.')
    story.etsy.sell(clayThread.print)
    await story.platform.advance(1_000)
    await looks.recheck(shop, [print], new AbortController().signal)
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
    await looks.recheck(shop, [print], new AbortController().signal)
    await story.look()
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
  })

  it('somebody else is at the shop: the look that was asked for comes after, it is not forgotten', async () => {
    const { locks } = story.platform.app.core
    const held = await locks.acquire(`etsy-lowstock:look:${shop}`, { ttlMs: 60_000 })
    if (!held) throw new Error('The lock is taken.')
    story.etsy.sell(clayThread.print)
    // As after kill -9: the job comes again before the lock of the dead process is over.
    await story.services.stock.looks.look(shop, new AbortController().signal)
    await story.platform.advance(6_000)
    expect(await alertsOf(story)).toEqual([])
    await held.release()
    await story.platform.advance(6_000)
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
    expect((await shopRow(story, shop)).nextLookAt.getTime()).toBeGreaterThan(story.platform.clock.now().getTime())
  })

  it('unlinked in the middle of a look: nothing is written, nothing fails, no look comes', async () => {
    const fault = story.etsy.faults.add({ kind: 'slow', delayMs: 300, match: /offset=0/, times: 1 })
    story.etsy.sell(clayThread.print)
    const looking = story.services.stock.looks.look(shop, new AbortController().signal)
    await expect.poll(() => fault.hits).toBe(1)
    await story.db.prisma.etsyShop.delete({ where: { id: shop } })
    await looking
    const before = apiCalls(story)
    await story.platform.advance(hour)
    expect(apiCalls(story)).toBe(before)
    expect(await story.db.prisma.etsyListing.count()).toBe(0)
  })

  it('two shops, two chats: each hears of its own', async () => {
    const boris = story.person('Boris', 'ru')
    await story.link(boris, nordlicht.userId)
    story.etsy.sell(clayThread.print)
    story.etsy.sell(nordlicht.cards, { count: 99 })
    await story.look()
    await anna.sees(/Sold out: Lino print/)
    await boris.sees(/Letterpress cards/)
    expect(anna.botMessages(/Letterpress/)).toEqual([])
    expect(boris.botMessages(/Lino print/)).toEqual([])
  })

  it('the clock moves by a day: one look, each transition once', async () => {
    story.etsy.sell(clayThread.print)
    await story.platform.advance(day)
    await story.platform.advance(day)
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
  })

  it('5-N4 Etsy is down: an incident, after a day the owner is told once, and once that the shop is read again', async () => {
    const incident = async () =>
      (await story.db.pool.query(`SELECT closed_at FROM core_incident WHERE key = 'etsy-lowstock:etsy'`)).rows[0]
    const fault = story.etsy.faults.add({ kind: 'status', status: 503 })
    for (let minutes = 0; minutes < 12; minutes += 3) await story.platform.advance(3 * minute)
    await story.platform.advance(hour)
    expect((await shopRow(story, shop)).failures).toBeGreaterThanOrEqual(3)
    expect(await incident()).toMatchObject({ closed_at: null })
    for (const hours of [12, 12, 2, 2]) await story.platform.advance(hours * hour)
    expect(anna.botMessages(/Etsy has not let me read your shop/)).toHaveLength(1)
    story.etsy.sell(clayThread.print)
    fault.remove()
    // The breaker of the token endpoint opens again by machine time.
    await expect
      .poll(async () => {
        await story.platform.advance(2 * hour)
        return anna.botMessages(/I can read your shop again/).length
      })
      .toBe(1)
    expect(await incident()).not.toMatchObject({ closed_at: null })
    expect(await alertsOf(story)).toEqual([`out ${clayThread.print}`])
    expect((await shopRow(story, shop)).failures).toBe(0)
  })

  it('connected again after it failed: the failures count no more, and the incident ends with the next good look', async () => {
    const at = story.platform.clock.now()
    await story.db.prisma.etsyShop.update({
      where: { id: shop },
      data: { failures: 5, failingSince: new Date(at.getTime() - 2 * day), blindToldAt: at },
    })
    await story.db.pool.query(
      `INSERT INTO core_incident (key, opened_at, detail) VALUES ('etsy-lowstock:etsy', $1, 'down')`,
      [at],
    )
    story.etsy.faults.add({ kind: 'status', status: 503, times: 1, match: /listings/ })
    await story.link(anna)
    expect((await shopRow(story, shop)).failingSince?.getTime() ?? at.getTime()).toBeGreaterThanOrEqual(at.getTime())
    await story.platform.advance(5 * minute)
    const { rows } = await story.db.pool.query(`SELECT closed_at FROM core_incident WHERE key = 'etsy-lowstock:etsy'`)
    expect(rows[0].closed_at).not.toBeNull()
  })
})

describe('5-A2 what a page says again is compared again where something else changed', () => {
  let story: Story
  let shop: bigint
  beforeEach(async () => {
    story = await startStory()
    shop = await story.link(story.person('Anna'))
    await story.look()
  })
  afterEach(() => story.stop())

  const { tote, mug } = clayThread
  const lows = async () => (await alertsOf(story)).filter((one) => one.startsWith('low'))
  const stockOf = async (etsyListingId: number) => {
    const found = await story.db.prisma.etsyVariation.findMany({
      where: { listing: { shopId: shop, etsyListingId } },
      orderBy: { id: 'asc' },
    })
    return found.map(({ stock }) => stock)
  }

  it('the threshold of the shop', async () => {
    const set = (threshold: number, thresholdBy = 'units') =>
      story.db.prisma.etsyShop.update({ where: { id: shop }, data: { threshold, thresholdBy } })
    await set(7)
    await story.look()
    expect(await lows()).toContain(`low ${tote} one`)
    await set(2)
    await story.look()
    expect(await stockOf(tote)).toEqual(['OK'])
    await set(30, 'days')
    await story.look()
    await set(7)
    await story.look()
    expect(await stockOf(tote)).toEqual(['LOW'])
  })

  it('a threshold of a listing or a variation, set and taken back', async () => {
    const listing = (threshold: number | null) =>
      story.db.prisma.etsyListing.updateMany({
        where: { etsyListingId: tote },
        data: { threshold, thresholdBy: threshold === null ? null : 'units' },
      })
    const variation = (threshold: number | null) =>
      story.db.prisma.etsyVariation.updateMany({
        where: { sku: 'MUG-S' },
        data: { threshold, thresholdBy: threshold === null ? null : 'units' },
      })
    await listing(7)
    await variation(6)
    await story.look()
    expect([await stockOf(tote), await stockOf(mug)]).toEqual([['LOW'], ['LOW', 'OK', 'LOW']])
    await story.look()
    await listing(null)
    await variation(null)
    await story.look()
    expect([await stockOf(tote), await stockOf(mug)]).toEqual([['OK'], ['OK', 'OK', 'LOW']])
  })
})
