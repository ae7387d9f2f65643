import { describe, expect, it } from 'vitest'
import { purchaseOpened } from '../src/callbacks.ts'
import { readOffer } from '../src/catalog/offer.repository.ts'
import { cancelAsked, sendPressed } from '../src/purchase/purchase.callbacks.ts'
import { createServices } from '../src/services.ts'
import {
  deletes,
  hour,
  labelsOf,
  minute,
  type Offer,
  type Person,
  type Reserved,
  readQr,
  textOf,
  useMarket,
} from './purchase-harness.ts'

const market = useMarket()

/** Open for half an hour yet. */
const short = { opensInMs: -hour, closesInMs: 30 * minute }
const ends = () => market.platform.advance(30 * minute)
const closes = () => market.platform.advance(15 * minute)
/** What the message that shows the reservation says now. */
const receiptOf = (person: Person, { receipt }: Reserved) =>
  person.botMessages((message) => message.message_id === receipt.message_id)[0]
const saying = (person: Person, code: string) => person.botMessages((message) => textOf(message).includes(code))
const over = /The pickup time is over[\s\S]*the venue can still hand it over until/

describe('from the end of the window until it is closed', () => {
  it('the receipt says what still works and until when, by itself, with the code and without what is refused', async () => {
    const { platform, owner } = market
    const [anna, boris] = [await market.person('Anna'), await market.person('Борис', { language: 'ru' })]
    const offer = await market.offer({ ...short, title: 'Buns', items: [{ title: 'Buns' }] })
    const hers = await market.reserves(anna, offer)
    const his = await market.reserves(boris, offer)
    await platform.advance(30 * minute - minute)
    expect(labelsOf(receiptOf(anna, hers))).toContain('❌ Cancel')
    await platform.advance(minute)
    const closesAt = new Date(offer.pickupEnd.getTime() + 15 * minute)
    const until = closesAt.toLocaleTimeString('en-GB', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit',
    })
    const shown = await anna.sees(over)
    expect(shown.message_id).toBe(receiptOf(anna, hers)?.message_id)
    expect(textOf(shown)).toMatch(new RegExp(`^🎟 Your code: ${hers.code}[\\s\\S]*until ${until}`))
    expect(textOf(shown)).toMatch(/1 × Buns, to pay there: €4[\s\S]*🕒 2 Mar, \d\d:\d\d–\d\d:\d\d/)
    expect(labelsOf(shown)).toEqual([`📋 Copy ${hers.code}`, '📍 Show place'])
    await boris.sees(/Время получения закончилось[\s\S]*вам ещё могут выдать бронь до/)
    expect(labelsOf(receiptOf(boris, his))).toEqual([`📋 Код ${his.code}`, '📍 Где это'])

    // Asked for in that time, it is the same.
    await anna.sends('/my_reservations')
    await platform.settle()
    const brought = await anna.sees((message) => message.message_id > shown.message_id && over.test(textOf(message)))
    expect(labelsOf(brought)).toEqual([`📋 Copy ${hers.code}`, '📍 Show place', 'Past ones'])
    await expect.poll(() => saying(anna, hers.code)).toHaveLength(1)

    // And what it promises holds: by the code and by the picture.
    await owner.opens(await readQr(platform, brought))
    await owner.sees(/Hand over: 1 × Buns[\s\S]*Anna/)
    await owner.sends(`/collect ${his.code}`)
    await owner.sees(/Hand over: 1 × Buns[\s\S]*Борис/)
    await owner.presses('✅ Handed over')
    await boris.sees(/Приятного аппетита/)
    await closes()
    await anna.sees(/Did you pick up 1 × Buns/)
    await expect.poll(() => saying(anna, hers.code)).toEqual([])
  })

  it('also of an offer that its venue ended before', async () => {
    const anna = await market.person('Anna')
    const offer = await market.offer(short)
    const reserved = await market.reserves(anna, offer)
    const data = { state: 'ENDED', endedAt: market.platform.clock.now() }
    await market.platform.app.core.db.prisma.marketplaceOffer.update({ where: { id: offer.id }, data })
    await ends()
    await anna.sees(over)
    expect(labelsOf(receiptOf(anna, reserved))).not.toContain('❌ Cancel')
  })

  it('whoever is asked whether to cancel, or looks at a link for a friend, is asked no more', async () => {
    const [anna, ben] = [await market.person('Anna'), await market.person('Ben')]
    const offer = await market.offer(short)
    const hers = await market.reserves(anna, offer)
    const his = await market.reserves(ben, offer)
    await anna.presses('❌ Cancel', { messageId: hers.receipt.message_id })
    await anna.sees('Cancel 1 × Bread bag')
    await ben.presses('🎁 Send to a friend', { messageId: his.receipt.message_id })
    await ben.sees(/start=friend_/)
    await ends()
    for (const [person, reserved] of [
      [anna, hers],
      [ben, his],
    ] as const) {
      await person.sees(over)
      expect(labelsOf(receiptOf(person, reserved))).toEqual([`📋 Copy ${reserved.code}`, '📍 Show place'])
    }
    // A second window may show them yet: they are answered, and nothing happens.
    for (const data of [cancelAsked.pack({ purchase: hers.id }), sendPressed.pack({ purchase: hers.id })])
      expect(await market.presses(anna, data)).toMatchObject({ text: expect.stringMatching(/pickup time ended/) })
    expect((await market.row(hers.id)).state).toBe('CONFIRMED')
    // "Keep it", pressed there at that moment.
    const keep = { data: market.platform.sign(BigInt(anna.id), purchaseOpened.pack({ purchase: hers.id })) }
    await anna.presses(keep, { messageId: hers.receipt.message_id })
    await market.platform.settle()
    expect(labelsOf(receiptOf(anna, hers))).toEqual([`📋 Copy ${hers.code}`, '📍 Show place'])
  })

  it('for all of a crowd, in as many statements as one would take', async () => {
    const { platform } = market
    const people = await Promise.all(Array.from({ length: 40 }, (_, index) => market.person(`Buyer ${index}`)))
    const offer = await market.offer({ ...short, title: 'Soup', items: [{ title: 'Soup', quantity: 40 }] })
    const settings = { MARKETPLACE_CURRENCY: 'EUR', MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120 }
    const { reservations, news } = createServices(platform.app.core, settings).purchase
    const request = { offerId: offer.id, itemId: offer.items[0]?.id ?? 0n, quantity: 1 }
    await Promise.all(
      people.map(({ id }) => reservations.reserve({ ...request, userId: BigInt(id), requestKey: `over-${id}` })),
    )
    await ends()
    for (const person of people) await person.sees(over)
    let statements = 0
    const told = await platform.app.core.db.tx(async (tx) => {
      const view = await readOffer(tx, offer.id)
      const counting = new Proxy(tx, {
        get(target, name, receiver) {
          if (/^(\$(query|execute)Raw(Unsafe)?|[a-z]\w+)$/.test(String(name))) statements += 1
          return Reflect.get(target, name, receiver)
        },
      })
      return view && news.windowOver(counting, view)
    })
    expect(told).toBe(40)
    expect(statements).toBeLessThan(10)
  })
})

describe('when something goes wrong at the end of the window', () => {
  it('somebody deleted the receipt: nothing comes unasked, and whoever asks sees how it is', async () => {
    const anna = await market.person('Anna')
    const reserved = await market.reserves(anna, await market.offer(short))
    await deletes(market, anna, reserved.receipt.message_id)
    await ends()
    expect(saying(anna, reserved.code)).toEqual([])
    await anna.sends('/my_reservations')
    await market.platform.settle()
    const brought = await anna.sees(over)
    expect(labelsOf(brought)).not.toContain('❌ Cancel')
  })

  it('Telegram stumbles and holds the chat back: it says so all the same', async () => {
    const { platform } = market
    const anna = await market.person('Anna')
    const reserved = await market.reserves(anna, await market.offer(short))
    platform.standin.faults.add({ kind: '502', method: 'editMessageCaption', chat_id: anna.id, times: 2 })
    platform.standin.faults.add({ kind: '429', method: 'editMessageCaption', chat_id: anna.id, retry_after: 1 })
    await ends()
    await anna.sees(over)
    expect(labelsOf(receiptOf(anna, reserved))).not.toContain('❌ Cancel')
  })

  it('Telegram refuses the edit: the venue can hand over, and the question comes in its time', async () => {
    const { platform, owner } = market
    const anna = await market.person('Anna')
    const reserved = await market.reserves(anna, await market.offer(short))
    platform.standin.faults.add({ kind: '400', method: 'editMessageCaption', chat_id: anna.id, description: 'no' })
    await ends()
    await owner.sends(`/collect ${reserved.code}`)
    await owner.sees(/Hand over: 1 × Bread bag[\s\S]*Anna/)
    await closes()
    await anna.sees(/Did you pick up/)
    await expect.poll(() => saying(anna, reserved.code)).toEqual([])
  })

  it('nobody was running: made up for on the start, or left to the question when that is due', async () => {
    const { platform } = market
    const [anna, ben] = [await market.person('Anna'), await market.person('Ben')]
    const hers = await market.reserves(anna, await market.offer(short))
    await platform.outage(35 * minute)
    await platform.settle()
    await anna.sees(over)
    expect(labelsOf(receiptOf(anna, hers))).not.toContain('❌ Cancel')
    const his = await market.reserves(ben, await market.offer(short))
    await platform.outage(50 * minute)
    await platform.settle()
    await ben.sees(/Did you pick up/)
    await expect.poll(() => ben.botMessages((message) => textOf(message).includes(his.code))).toEqual([])
  })

  it('handed over at that very moment: it shows that, whichever comes first', async () => {
    const { platform, owner } = market
    const anna = await market.person('Anna')
    const reserved = await market.reserves(anna, await market.offer(short))
    await platform.advance(29 * minute)
    await owner.sends(`/collect ${reserved.code}`)
    await owner.sees('Hand over')
    platform.standin.faults.add({ kind: 'slow', method: 'editMessageCaption', chat_id: anna.id, delay_ms: 500 })
    await Promise.all([platform.advance(minute), owner.presses('✅ Handed over')])
    await platform.settle()
    await anna.sees(/^Collected/)
    await expect.poll(() => labelsOf(receiptOf(anna, reserved))).toEqual([])
    expect(saying(anna, reserved.code)).toEqual([])
  })
})

describe('the day on a receipt', () => {
  const day = 24 * hour
  const windowOf = (person: Person, reserved: Reserved) =>
    /🕒 (.*?)( ·|$)/m.exec(textOf(receiptOf(person, reserved)))?.[1]

  /** A window by Berlin's clock, so many days from now. */
  async function window(from: string, to: string, inDays = 0, nights = 0): Promise<Offer> {
    const now = market.platform.clock.now()
    const at = (time: string, days: number) =>
      new Date(`${new Date(now.getTime() + days * day).toISOString().slice(0, 10)}T${time}:00+01:00`).getTime()
    const [opens, closesAt] = [at(from, inDays), at(to, inDays + nights)]
    return market.offer({ opensInMs: opens - now.getTime(), closesInMs: closesAt - now.getTime() })
  }
  /** The next morning, at eight by Berlin's clock. */
  async function sleeps(): Promise<void> {
    const now = market.platform.clock.now()
    const morning = new Date(`${new Date(now.getTime() + day).toISOString().slice(0, 10)}T07:00:00Z`)
    await market.platform.advance(morning.getTime() - now.getTime())
  }

  it('is today or tonight while that is true, after midnight too, and its date once it has ended', async () => {
    const { platform, owner } = market
    await sleeps()
    const [anna, boris] = [await market.person('Anna'), await market.person('Борис', { language: 'ru' })]
    const today = await market.reserves(anna, await window('18:00', '20:00'))
    const night = await market.reserves(boris, await window('23:07', '01:37', 0, 1))
    const long = await market.reserves(boris, await window('18:00', '13:00', 0, 1))
    const date = /^\d+ Mar, 18:00–20:00 Berlin time$/
    expect(windowOf(anna, today)).toBe('Today 18:00–20:00 Berlin time')
    expect(windowOf(boris, night)).toBe('Сегодня вечером 23:07–01:37 по Берлину')
    expect(windowOf(boris, long)).toMatch(/^\d+ мар\S*, 18:00 — \d+ мар\S*, 13:00/)
    const later = await market.reserves(anna, await window('18:00', '20:00', 1))
    expect(windowOf(anna, later)).toMatch(date)
    await owner.sends(`/collect ${today.code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await anna.sees(/^Collected/)
    expect(windowOf(anna, today)).toMatch(date)

    // At one in the morning it is open, and asked for.
    await platform.advance(17 * hour)
    await boris.sees(/Можно забирать[\s\S]*🕒 Сегодня вечером 23:07–01:37/)
    await owner.sends(`/collect ${night.code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await boris.sees(/Получено[\s\S]*🕒 \d+ мар\S*, 23:07–01:37/)
    // What is for another day is today's once its reminder has brought it.
    await platform.advance(17 * hour)
    await anna.sees(/Pickup has started[\s\S]*🕒 Today 18:00–20:00/)
    await platform.advance(2 * hour)
    await anna.sees(/The pickup time is over[\s\S]*🕒 \d+ Mar, 18:00–20:00/)
  })

  it('follows a window that moves to another day', async () => {
    const { platform } = market
    await sleeps()
    const anna = await market.person('Anna')
    const offer = await window('18:00', '20:00')
    const reserved = await market.reserves(anna, offer)
    const { news } = createServices(platform.app.core, {
      MARKETPLACE_CURRENCY: 'EUR',
      MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120,
    }).purchase
    const moves = async (days: number) => {
      const moved = (at: Date) => new Date(at.getTime() + days * day)
      const data = { pickupStart: moved(offer.pickupStart), pickupEnd: moved(offer.pickupEnd) }
      await platform.app.core.db.tx(async (tx) => {
        await tx.marketplaceOffer.update({ where: { id: offer.id }, data })
        const view = await readOffer(tx, offer.id)
        if (view) await news.windowChanged(tx, view)
      })
      await platform.settle()
      return windowOf(anna, reserved)
    }
    expect(await moves(1)).toMatch(/^\d+ Mar, 18:00–20:00/)
    expect(await moves(0)).toMatch(/^Today 18:00–20:00/)
  })
})
