import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offerManaged } from '../src/callbacks.ts'
import { readOffer } from '../src/catalog/offer.repository.ts'
import type { OfferView } from '../src/catalog/types.ts'
import { createStrikes } from '../src/purchase/no-shows/strikes.ts'
import { listenerTopic } from '../src/purchase/topic-ids.ts'
import type { PurchaseNews, Reservations } from '../src/purchase/types.ts'
import { createServices } from '../src/services.ts'
import { pressesMore } from './more.ts'
import { hour, labelsOf, type Market, minute, type Offer, startMarket, textOf } from './purchase-harness.ts'

let market: Market
let news: PurchaseNews
let reservations: Reservations
beforeAll(async () => {
  market = await startMarket()
  const settings = { MARKETPLACE_CURRENCY: 'EUR', MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120 }
  const { purchase } = createServices(market.platform.app.core, settings)
  news = purchase.news
  reservations = purchase.reservations
})
afterAll(() => market?.platform.stop())

const db = () => market.platform.app.core.db
const later = { opensInMs: 5 * hour, closesInMs: 8 * hour }

/** Calls it as the offer's own services do, and waits until everybody is told. */
async function tells(
  offer: Offer,
  what: (tx: Parameters<Parameters<ReturnType<typeof db>['tx']>[0]>[0], view: OfferView) => Promise<number>,
) {
  const told = await db().tx(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM marketplace_offer WHERE id = ${offer.id} FOR UPDATE`
    const view = await readOffer(tx, offer.id)
    if (!view) throw new Error('The offer is gone.')
    return what(tx, view)
  })
  await market.platform.settle()
  return told
}

describe('the venue cancels', () => {
  it('every buyer is told why, with what is nearby; receipts say so; stock is nobody’s', async () => {
    const { owner, platform } = market
    const [anna, boris] = [await market.person('Anna'), await market.person('Борис', { language: 'ru' })]
    const offer = await market.offer(later)
    const nearby = await market.offer({ ...later, title: 'Cake box', items: [{ title: 'Cake box', priceMinor: 550n }] })
    const one = await market.reserves(anna, offer, 2)
    const other = await market.reserves(boris, offer)
    await market.presses(owner, offerManaged.pack({ offer: offer.id }))
    await owner.sees('Bread bag')
    await pressesMore(owner, '🏁 End now…')
    await owner.presses('❌ Cancel the offer')
    await owner.sees('Everybody who has reserved is told this reason')
    await owner.sends('The oven <b>broke</b> down')
    await owner.sees(/2 reservations are cancelled/)
    await platform.settle()
    const told = await anna.sees(
      /Corner Bakery has cancelled your reservation: 2 × Bread bag[\s\S]*nothing to pay[\s\S]*The oven <b>broke<\/b> down[\s\S]*Cake box, Corner Bakery: €5\.50/,
    )
    expect(labelsOf(told)).toEqual(['Cake box · €5.50', '🔍 Other offers'])
    await boris.sees(/заведение отменило[\s\S]*The oven/)
    // The receipts are gone: nothing shows a code that is good for nothing.
    for (const [person, { receipt, code }] of [
      [anna, one],
      [boris, other],
    ] as const)
      await expect
        .poll(() =>
          person.botMessages((message) => message.message_id === receipt.message_id || textOf(message).includes(code)),
        )
        .toEqual([])
    expect((await market.row(one.id)).state).toBe('CANCELLED_BY_VENUE')
    expect(await market.left(offer)).toBe(10)
    await anna.presses('Cake box · €5.50')
    await anna.sees(/Cake box[\s\S]*€5\.50/)
    expect(await tells(offer, (tx, view) => news.offerCancelled(tx, view, 'again', platform.clock.now()))).toBe(0)
    expect(anna.botMessages(/has cancelled/)).toHaveLength(0)
    expect(nearby.id).not.toBe(offer.id)
  })

  it('of a crowd, while their receipts are on their way: all are told, in as many statements as two would take', async () => {
    const people = await Promise.all(Array.from({ length: 60 }, (_, index) => market.person(`Buyer ${index}`)))
    const items = [{ title: 'Soup', priceMinor: 300n, quantity: 60 }]
    const offer = await market.offer({ ...later, title: 'Soup', items })
    const itemId = offer.items[0]?.id ?? 0n
    const outcomes = await Promise.all(
      people.map(({ id }) =>
        reservations.reserve({
          userId: BigInt(id),
          offerId: offer.id,
          itemId,
          quantity: 1,
          requestKey: `crowd-${id}`,
        }),
      ),
    )
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['confirmed']))
    let statements = 0
    const told = await tells(offer, (tx, view) => {
      const counting = new Proxy(tx, {
        get(target, name, receiver) {
          // Prisma's own reading of its inner parts does not count.
          if (/^(\$(query|execute)Raw(Unsafe)?|[a-z]\w+)$/.test(String(name))) statements += 1
          return Reflect.get(target, name, receiver)
        },
      })
      return news.offerCancelled(counting, view, 'The oven broke', market.platform.clock.now())
    })
    expect(told).toBe(60)
    expect(statements).toBeLessThan(20)
    for (const person of people) {
      await person.sees(/has cancelled your reservation: 1 × Soup/)
      await expect.poll(() => person.botMessages(/Your code/)).toEqual([])
    }
  })

  it('with nothing nearby', async () => {
    const far = await market.venueOf({ ownerId: market.owner.id, name: 'Far away', latitude: 40, longitude: -70 })
    const anna = await market.person('Anna')
    const offer = await market.offer(later, far)
    await market.reserves(anna, offer)
    await tells(offer, (tx, view) => news.offerCancelled(tx, view, 'No flour', market.platform.clock.now()))
    const told = await anna.sees(/Far away has cancelled[\s\S]*The reason: No flour$/)
    expect(labelsOf(told)).toEqual(['🔍 Other offers'])
  })
})

/** What a message says of a window that has changed. */
const windowOf = ({ pickupStart, pickupEnd }: Pick<OfferView, 'pickupStart' | 'pickupEnd'>): RegExp => {
  const [from, to] = [pickupStart, pickupEnd].map((at) =>
    at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }),
  )
  return new RegExp(`has changed: .*${from}–.*${to}`)
}

describe('the window', () => {
  it('moves: everybody is told once, the receipt and the link follow', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer(later)
    const { id, receipt } = await market.reserves(anna, offer)
    await anna.presses('🎁 Send to a friend', { messageId: receipt.message_id })
    await anna.sees('It works once')
    const pickupEnd = new Date(offer.pickupEnd.getTime() + 2 * hour)
    await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { pickupEnd } })
    expect(await tells(offer, (tx, view) => news.windowChanged(tx, view))).toBe(1)
    await market.platform.advance(minute)
    const told = await anna.sees(
      /The pickup time of 1 × Bread bag, Corner Bakery, has changed: 2 Mar, 16:00–21:00 Berlin time\. You can cancel for free until 2 Mar, 14:00/,
    )
    expect(labelsOf(told)).toEqual(['🎟 Show the code'])
    await anna.sees((message) => message.message_id === receipt.message_id && textOf(message).includes('16:00–21:00'))
    expect(await db().prisma.marketplaceTransfer.findFirst({ where: { purchaseId: id } })).toMatchObject({
      expiresAt: pickupEnd,
    })
    expect(anna.botMessages(/has changed/)).toHaveLength(1)
    const pickupStart = new Date(offer.pickupStart.getTime() - 4 * hour)
    await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { pickupStart } })
    await market.platform.advance(11 * minute)
    expect(await tells(offer, (tx, view) => news.windowChanged(tx, view))).toBe(1)
    await market.platform.advance(minute)
    await anna.sees(/has changed: 2 Mar, 12:00–21:00 Berlin time\.$/)
  })

  it('moves there and back and there again: what holds now is told within five minutes, not what was tried out', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer(later)
    const { receipt } = await market.reserves(anna, offer)
    const hours = [2, 0, 2, 1]
    for (const more of hours) {
      await market.platform.advance(minute)
      const pickupEnd = new Date(offer.pickupEnd.getTime() + more * hour)
      await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { pickupEnd } })
      expect(await tells(offer, (tx, view) => news.windowChanged(tx, view))).toBe(1)
    }
    const told = () => anna.botMessages(/The pickup time of/).map((one) => Number(/–(\d\d):/.exec(textOf(one))?.[1]))
    expect(told()).toHaveLength(1)
    const [first = 0] = told()
    // The receipt is right at once.
    const now = new RegExp(`Your code[\\s\\S]*–${first - 1}:`)
    await anna.sees((message) => message.message_id === receipt.message_id && now.test(textOf(message)))
    await market.platform.advance(5 * minute)
    expect(told()).toEqual([first, first - 1])
  })

  it('of a reservation that is over by then, nothing more is told', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer(later)
    const { shown } = await market.reserves(anna, offer)
    for (const more of [1, 2]) {
      const pickupEnd = new Date(offer.pickupEnd.getTime() + more * hour)
      await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { pickupEnd } })
      await tells(offer, (tx, view) => news.windowChanged(tx, view))
    }
    await anna.sends(`/cancel ${shown}`)
    await anna.sees('1 × Bread bag, Corner Bakery: cancelled')
    await market.platform.advance(5 * minute)
    expect(anna.botMessages(/has changed/)).toHaveLength(0)
  })

  it('moves by its start and then by its end: buyers are told of the whole, never of a half', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer(later)
    await market.reserves(anna, offer)
    const moves = { pickupStart: offer.pickupStart, pickupEnd: offer.pickupEnd }
    for (const what of ['pickupStart', 'pickupEnd'] as const) {
      moves[what] = new Date(moves[what].getTime() - 2 * hour)
      await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: moves })
      await tells(offer, (tx, view) => news.windowChanged(tx, view))
    }
    await market.platform.advance(minute)
    await anna.sees(windowOf(moves))
    expect(anna.botMessages(/has changed/)).toHaveLength(1)
  })

  it('what is told later says what holds then: free cancelling that ends meanwhile is not promised', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer({ opensInMs: 2 * hour + 14 * minute, closesInMs: 5 * hour })
    await market.reserves(anna, offer)
    await market.platform.advance(11 * minute)
    const moved = { ...offer, pickupEnd: new Date(offer.pickupEnd.getTime() + hour) }
    await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { pickupEnd: moved.pickupEnd } })
    await tells(offer, (tx, view) => news.windowChanged(tx, view))
    await market.platform.advance(minute)
    await anna.sees(windowOf(moved))
    expect(anna.botMessages(/You can cancel for free/)).toHaveLength(0)
  })

  it('moves to the next hour, or within it: told at once, each time', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer({ opensInMs: 50 * minute, closesInMs: 5 * hour })
    await market.reserves(anna, offer)
    for (const more of [1, 2, 3]) {
      const moved = { ...offer, pickupEnd: new Date(offer.pickupEnd.getTime() + more * hour) }
      await db().prisma.marketplaceOffer.update({ where: { id: offer.id }, data: { pickupEnd: moved.pickupEnd } })
      await tells(offer, (tx, view) => news.windowChanged(tx, view))
      await anna.sees(windowOf(moved))
    }
    expect(anna.botMessages(/has changed/)).toHaveLength(3)
  })

  it('reminders go to whoever still has to come, once', async () => {
    const [anna, ben] = [await market.person('Anna'), await market.person('Ben')]
    const offer = await market.offer({ opensInMs: hour, closesInMs: 3 * hour })
    const one = await market.reserves(anna, offer)
    const other = await market.reserves(ben, offer)
    await market.platform.advance(hour + minute)
    await market.platform.settle()
    const started = await anna.sees(/^🔔 Pickup has started\s+🎟 Your code/)
    // A new message, which rings; the one before is gone, and with it its code.
    expect(started.message_id).not.toBe(one.receipt.message_id)
    expect(started.photo).not.toBeNull()
    await expect.poll(() => anna.botMessages(one.code)).toHaveLength(1)
    await ben.sees('Pickup has started')
    await market.owner.sends(`/collect ${other.code}`)
    await market.owner.sees('Hand over')
    await market.owner.presses('✅ Handed over')
    await market.owner.sees('is handed over')
    await market.platform.advance(90 * minute)
    await market.platform.settle()
    await anna.sees(new RegExp(`It is still waiting for you[\\s\\S]*${one.code}`))
    expect(ben.botMessages(/is still waiting/)).toHaveLength(0)
    expect(await tells(offer, (tx, view) => news.remind(tx, view, 'end'))).toBe(0)
    await expect.poll(() => anna.botMessages(one.code)).toHaveLength(1)
  })
})

it('an outage loses no news that stays true: neither a block nor what an older version called by another name', async () => {
  const anna = await market.person('Anna')
  const { clock } = market.platform
  const { keyring, notifications } = market.platform.app.core
  const strikes = createStrikes({ notifications, keyring })
  const userId = BigInt(anna.id)
  await market.reserves(anna, await market.offer(later))
  const reserved = await db().prisma.marketplacePurchase.findFirstOrThrow({ where: { userId } })
  const { id: _, ...purchase } = reserved
  await db().prisma.marketplacePurchase.createMany({
    data: [1, 2, 3].map((n) => ({ ...purchase, state: 'NO_SHOW', missedAt: clock.now(), requestKey: `outage-${n}` })),
  })
  await db().tx(async (tx) => {
    await strikes.add(tx, userId, 'no-show', clock.now())
    const content = { text: { key: 'marketplace-purchase-venue-dropped-others', params: { count: 7 } } }
    const entity = `purchase:${reserved.id}`
    await notifications.emit(tx, {
      topic: listenerTopic,
      chatId: userId,
      userId,
      entity,
      transition: 'reserved',
      content,
    })
    // Nobody sends before this transaction ends.
    clock.advance(2 * minute)
  })
  await anna.sees(/you cannot reserve until/i)
  await anna.sees(/7/)
})
