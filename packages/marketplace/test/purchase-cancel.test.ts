import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listenPressed, purchaseOpened } from '../src/callbacks.ts'
import { cancelAsked, cancelPressed, placePressed, sendPressed } from '../src/purchase/purchase.callbacks.ts'
import {
  hour,
  labelsOf,
  type Market,
  minute,
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
  await market.presses(market.owner, listenPressed.pack({ business: market.venue.id, turn: 'on', at: 'here' }))
})
afterAll(() => market?.platform.stop())

const stateOf = async (id: bigint) => (await market.row(id)).state
/** Pickup starts in five hours: cancelling is free for three. */
const later = { opensInMs: 5 * hour, closesInMs: 8 * hour }

describe('refused', () => {
  it.each([
    ['/cancel P', /Send the number[\s\S]*\/cancel P56/],
    ['/cancel P999999', /P999999 is not one of your reservations/],
    ['/cancel X1', /starts with X/],
    ['/cancel P1; DROP TABLE', /Send the number/],
  ])('%s', async (command, answer) => {
    await anna.sends(command)
    await anna.sees(answer)
  })

  it("somebody else's reservation, like one that does not exist", async () => {
    const offer = await market.offer(later)
    const { id, shown } = await market.reserves(await market.person('Ben'), offer)
    await anna.sends(`/cancel ${shown}`)
    await anna.sees(`${shown} is not one of your reservations`)
    const foreign = { text: expect.stringContaining('is not one of your reservations'), showAlert: true }
    for (const data of [
      purchaseOpened.pack({ purchase: id }),
      cancelAsked.pack({ purchase: id }),
      cancelPressed.pack({ purchase: id, kind: 'free' }),
      placePressed.pack({ purchase: id }),
      sendPressed.pack({ purchase: id }),
    ])
      expect(await market.presses(anna, data)).toMatchObject(foreign)
    expect(await stateOf(id)).toBe('CONFIRMED')
  })

  it('after the window, and what is over already', async () => {
    const offer = await market.offer({ opensInMs: -hour, closesInMs: 20 * minute })
    const { id, shown } = await market.reserves(anna, offer)
    await market.platform.advance(21 * minute)
    await anna.sends(`/cancel ${shown}`)
    await anna.sees('The pickup time ended 2 Mar')
    await market.platform.advance(20 * minute)
    await anna.sends(`/cancel ${shown}`)
    await anna.sees(/not open any more[\s\S]*not handed over in time/)
    expect(await stateOf(id)).toBe('UNCONFIRMED')
  })
})

describe('in time', () => {
  it('by the button: asked first, then free; stock returns, the receipt says so, the venue is told', async () => {
    const offer = await market.offer(later)
    const { id, shown, code, receipt } = await market.reserves(anna, offer, 2)
    expect(await market.left(offer)).toBe(8)
    await anna.presses('❌ Cancel', { messageId: receipt.message_id })
    const ask = await anna.sees(/Cancel 2 × Bread bag[\s\S]*free until \d\d:\d\d Berlin time/)
    // The receipt itself asks; there is no second message.
    expect(ask.message_id).toBe(receipt.message_id)
    expect(labelsOf(ask)).toEqual(['Yes, cancel', 'Keep it'])
    expect(await stateOf(id)).toBe('CONFIRMED')
    await anna.presses('Keep it')
    await market.platform.settle()
    await anna.sees((message) => message.message_id === receipt.message_id && textOf(message).includes(code))
    await anna.presses('❌ Cancel', { messageId: receipt.message_id })
    await anna.sees(/Cancel 2 × Bread bag/)
    expect(await anna.presses('Yes, cancel')).toMatchObject({ text: 'Cancelled' })
    await market.platform.settle()
    expect(await market.left(offer)).toBe(10)
    const after = await anna.sees(
      (message) => message.message_id === receipt.message_id && /You cancelled it/.test(textOf(message)),
    )
    expect(labelsOf(after)).toEqual(['🔍 Other offers'])
    expect(anna.botMessages(code)).toEqual([])
    await market.platform.advance(2 * minute)
    await market.owner.sees(new RegExp(`${shown} \\(2 × Bread bag\\) was cancelled by the customer. 2 units are free`))
    const again = { data: ask.buttons.flat()[0]?.callback_data ?? '' }
    expectSaid(await anna.presses(again, { messageId: receipt.message_id }), 'is cancelled already')
    expect(await market.left(offer)).toBe(10)
  })

  it('by command, at once; a bare number will do', async () => {
    const offer = await market.offer(later)
    const { id, shown } = await market.reserves(anna, offer)
    await anna.sends('/cancel')
    await anna.sees(new RegExp(`/cancel ${shown} – 1 × Bread bag, Corner Bakery`))
    await anna.sends(`/cancel ${shown.slice(1)}`)
    await anna.sees('1 × Bread bag, Corner Bakery: cancelled')
    expect(await market.row(id)).toMatchObject({ state: 'CANCELLED_BY_CUSTOMER', late: false })
  })

  it('/my_reservations brings the only one; of several it asks which, and each code stands in one message', async () => {
    const eva = await market.person('Eva')
    const first = await market.reserves(eva, await market.offer(later))
    await eva.sends('/my_reservations')
    await market.platform.settle()
    const brought = await eva.sees(`Your code: ${first.code}`)
    expect(brought.message_id).not.toBe(first.receipt.message_id)
    expect(labelsOf(brought).at(-1)).toBe('Past ones')
    await expect.poll(() => eva.botMessages(first.code)).toHaveLength(1)
    await eva.presses('📍 Show place')
    await eva.sees((message) => message.venue?.title === 'Corner Bakery')

    const second = await market.reserves(
      eva,
      await market.offer({ ...later, title: 'Rolls', items: [{ title: 'Rolls' }] }),
    )
    await eva.sends('/my_reservations')
    const list = await eva.sees(/Your reservations[\s\S]*1 × Rolls[\s\S]*1 × Bread bag/)
    expect(textOf(list)).not.toMatch(new RegExp(`${first.code}|${second.code}|P\\d`))
    expect(labelsOf(list)).toEqual(['🛍 1 × Rolls', '🛍 1 × Bread bag', 'Past ones', '🏠 Home'])
    await eva.presses('🛍 1 × Bread bag')
    await market.platform.settle()
    await eva.sees((message) => message.photo !== null && textOf(message).includes(first.code))
    await expect.poll(() => eva.botMessages(first.code)).toHaveLength(1)
    await expect.poll(() => eva.botMessages(second.code)).toHaveLength(1)
    expect(await stateOf(first.id)).toBe('CONFIRMED')
  })

  it('an offer that had sold out is open again', async () => {
    const offer: Offer = await market.offer({ ...later, items: [{ quantity: 1 }] })
    const { shown } = await market.reserves(anna, offer)
    const state = async () =>
      (await market.platform.app.core.db.prisma.marketplaceOffer.findUniqueOrThrow({ where: { id: offer.id } })).state
    expect(await state()).toBe('SOLD_OUT')
    await anna.sends(`/cancel ${shown}`)
    await anna.sees('Corner Bakery: cancelled')
    expect(await state()).toBe('ACTIVE')
  })
})

describe('late', () => {
  it('just reserved: ten minutes are free, whenever pickup starts', async () => {
    const offer = await market.offer({ opensInMs: 30 * minute, closesInMs: 3 * hour })
    const first = await market.reserves(anna, offer)
    await market.platform.advance(9 * minute)
    await anna.sends(`/cancel ${first.shown}`)
    await anna.sees('Corner Bakery: cancelled. There is nothing to pay.')
    expect((await market.row(first.id)).late).toBe(false)
  })

  it('the card that promised a free one asks again; two late ones weigh as a no-show', async () => {
    const { platform } = market
    const lena = await market.person('Лена', { language: 'ru' })
    const offer = await market.offer({ opensInMs: 3 * hour, closesInMs: 6 * hour })
    const one = await market.reserves(lena, offer)
    const other = await market.reserves(lena, offer)
    await market.presses(lena, cancelAsked.pack({ purchase: one.id }))
    await lena.sees(/До \d\d:\d\d по Берлину это бесплатно/)
    await platform.advance(hour + minute)
    expect(await lena.presses('Да, отменить')).toMatchObject({ text: expect.stringContaining('считается поздней') })
    await lena.sees(/2.поздние отмены = 1.неявка/)
    expect(await stateOf(one.id)).toBe('CONFIRMED')
    await lena.presses('Да, отменить')
    await market.platform.settle()
    await lena.sees('эта — первая')
    expect(await market.row(one.id)).toMatchObject({ state: 'CANCELLED_BY_CUSTOMER', late: true })
    await lena.sends(`/cancel ${other.shown}`)
    await lena.sees(/2.поздние отмены = 1.неявка/)
    expect(await stateOf(other.id)).toBe('CONFIRMED')
    await lena.presses('Да, отменить')
    await market.platform.settle()
    await lena.sees(/Итого 1.неявка из 3 за 30.дней/)
    expect(await market.left(offer)).toBe(10)
  })
})
