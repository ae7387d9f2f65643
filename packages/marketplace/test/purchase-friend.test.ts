import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendPressed, takePressed } from '../src/purchase/purchase.callbacks.ts'
import {
  day,
  hour,
  labelsOf,
  type Market,
  minute,
  type Offer,
  type Person,
  type Reserved,
  readQr,
  startMarket,
  textOf,
} from './purchase-harness.ts'

let market: Market
let anna: Person
beforeAll(async () => {
  market = await startMarket()
  anna = await market.person('Anna')
})
afterAll(() => market?.platform.stop())

const linkIn = /https:\/\/t\.me\/bazaar_test_bot\?start=friend_[\w-]{22}/

/** Anna's link for her reservation; another one than `before`. */
async function linkOf({ receipt }: Pick<Reserved, 'receipt'>, before = 'none'): Promise<string> {
  const here = { messageId: receipt.message_id }
  await anna.presses('🎁 Send to a friend', here)
  const message = await anna.sees((one) => linkIn.test(textOf(one)) && !textOf(one).includes(before))
  return linkIn.exec(textOf(message))?.[0] ?? ''
}

/** The receipt again, where the link was shown. */
async function showsCode({ receipt }: Pick<Reserved, 'receipt'>): Promise<void> {
  await anna.presses('🎟 Show the code', { messageId: receipt.message_id })
  await anna.sees((one) => one.message_id === receipt.message_id && labelsOf(one).includes('🎁 Send to a friend'))
}

const receiptOf = (person: Person) =>
  person.sees((message) => message.photo !== null && /Your code/.test(textOf(message)))

describe('a friend collects it', () => {
  it('gets a code of their own; the old code and picture are dead, both are told', async () => {
    const { platform, owner } = market
    const offer = await market.offer()
    const reserved = await market.reserves(anna, offer, 2)
    await anna.presses('🎁 Send to a friend', { messageId: reserved.receipt.message_id })
    const invitation = await anna.sees(/It works once, until 2 Mar, 15:00/)
    expect(labelsOf(invitation)).toEqual(['🎁 Choose a friend', '📋 Copy the link', '🎟 Show the code'])
    // The receipt itself: there is no second message that would outlast it.
    expect(invitation.message_id).toBe(reserved.receipt.message_id)
    expect(invitation.buttons.flat()[0]?.url).toMatch(
      /^https:\/\/t\.me\/share\/url\?url=https%3A%2F%2Ft\.me%2Fbazaar_test_bot/,
    )
    const link = linkIn.exec(textOf(invitation))?.[0] ?? ''

    const boris = await market.person('Борис', { language: 'ru' })
    await boris.opens(link)
    await boris.sees(/Anna передаёт вам бронь[\s\S]*2 × Bread bag[\s\S]*8\s€/)
    const answer = await boris.presses('✅ Взять')
    const code = /Код: (\d{4})/.exec(answer.text ?? '')?.[1] ?? ''
    await platform.settle()
    const receipt = await boris.sees(`Ваш код: ${code}`)
    await anna.sees('Борис has taken 2 × Bread bag')
    const old = anna.botMessages((message) => message.message_id === reserved.receipt.message_id)[0]
    expect(textOf(old)).toMatch(/You sent it to a friend/)
    expect(textOf(old)).not.toContain('Your code:')
    expect(labelsOf(old)).toEqual([])

    await owner.opens(await readQr(platform, reserved.receipt))
    await owner.sees('was sent to somebody else. Ask for the new code')
    if (reserved.code !== code) {
      await owner.sends(`/collect ${reserved.code}`)
      await owner.sees('No open reservation of your venue')
    }
    await owner.opens(await readQr(platform, receipt))
    await owner.sees(/Hand over: 2 × Bread bag[\s\S]*Борис/)
    await owner.presses('✅ Handed over')
    await platform.settle()
    await boris.sees('Приятного аппетита')
    await anna.sends('/my_reservations')
    await anna.sees('nothing to pick up')
    expect(await market.row(reserved.id)).toMatchObject({
      userId: BigInt(boris.id),
      sentBy: BigInt(anna.id),
      codeVersion: 2,
    })
    expect(await market.left(offer)).toBe(8)
  })

  it('and may send it on, also back', async () => {
    const reserved = await market.reserves(anna, await market.offer())
    const ben = await market.person('Ben')
    await ben.opens(await linkOf(reserved))
    await ben.sees('Anna sends you a reservation')
    await ben.presses('✅ Take it')
    await market.platform.settle()
    const receipt = await receiptOf(ben)
    await ben.presses('🎁 Send to a friend', { messageId: receipt.message_id })
    const link = linkIn.exec(textOf(await ben.sees(linkIn)))?.[0]
    await anna.opens(link)
    await anna.sees('Ben sends you a reservation')
    await anna.presses('✅ Take it')
    await market.platform.settle()
    await receiptOf(anna)
    expect(await market.row(reserved.id)).toMatchObject({ userId: BigInt(anna.id), sentBy: null, codeVersion: 3 })
  })

  it('the card that reserved it does not tell the old holder the new code', async () => {
    const offer = await market.offer()
    await market.opensCard(anna, offer)
    const data = anna
      .botMessages()
      .flatMap(({ buttons }) => buttons.flat())
      .findLast(({ text }) => text.startsWith('✅ Confirm'))
    const confirm = { data: data?.callback_data ?? '' }
    await anna.presses(confirm)
    await market.platform.settle()
    const receipt = await anna.sees((message) => message.photo !== null)
    const ben = await market.person('Ben')
    await ben.opens(await linkOf({ receipt }))
    await ben.sees('sends you')
    await ben.presses('✅ Take it')
    await receiptOf(ben)
    expect(await anna.presses(confirm)).toMatchObject({ text: expect.stringContaining('already reserved') })
    await anna.sees('you have sent it to a friend since')
  })
})

describe('refused', () => {
  const opens = async (person: Person, link: string, answer: string | RegExp) => {
    await person.opens(link)
    await person.sees(answer)
  }
  let offer: Offer
  let reserved: Reserved
  let link: string
  let ben: Person
  beforeAll(async () => {
    offer = await market.offer()
    reserved = await market.reserves(anna, offer)
    link = await linkOf(reserved)
    ben = await market.person('Ben')
  })

  it.each(['friend_', 'friend_short', `friend_${'x'.repeat(22)}`, `friend_${'x'.repeat(40)}`])(
    'a link that nobody made: %s',
    async (payload) => {
      await opens(ben, payload, 'This link is not valid')
    },
  )

  it('the own link', async () => {
    await opens(anna, link, 'This is your own link')
    const token = link.slice(-22)
    expect(await market.presses(anna, takePressed.pack({ token }))).toMatchObject({
      text: expect.stringContaining('your own link'),
    })
  })

  it('a link that was replaced by a newer one', async () => {
    await showsCode(reserved)
    const newer = await linkOf(reserved, link)
    await opens(ben, link, 'This link is not valid')
    link = newer
  })

  it('whoever has reached the limit, or is blocked', async () => {
    const full = await market.person('Full')
    await market.reserves(full, offer, 2)
    await opens(full, link, 'Anna sends you')
    expect(await full.presses('✅ Take it')).toMatchObject({
      text: expect.stringContaining('The limit is 2 per person, and you have 2'),
    })
    const blocked = await market.person('Blocked')
    const until = new Date(market.platform.clock.now().getTime() + day)
    await market.platform.app.core.db.prisma.marketplaceCustomer.create({
      data: { userId: BigInt(blocked.id), blockedUntil: until },
    })
    await opens(blocked, link, 'Anna sends you')
    expect(await blocked.presses('✅ Take it')).toMatchObject({ text: expect.stringContaining('3 no-shows') })
    const fickle = await market.person('Fickle')
    await market.platform.app.core.db.prisma.marketplacePurchase.createMany({
      data: [1, 2, 3].map((times) => ({
        offerId: offer.id,
        itemId: offer.items[0]?.id ?? 0n,
        businessId: market.venue.id,
        userId: BigInt(fickle.id),
        state: 'CANCELLED_BY_CUSTOMER',
        quantity: 1,
        unitPriceMinor: 400n,
        currency: 'EUR',
        requestKey: `fickle-${times}`,
        codeKeyId: 'a',
        reservedAt: market.platform.clock.now(),
        cancelledAt: market.platform.clock.now(),
      })),
    })
    await opens(fickle, link, 'Anna sends you')
    expect(await fickle.presses('✅ Take it')).toMatchObject({ text: expect.stringContaining('this offer 3 times') })
    expect(await market.row(reserved.id)).toMatchObject({ userId: BigInt(anna.id), codeVersion: 1 })
  })

  it('of two friends at once, one; then it is used', async () => {
    const cleo = await market.person('Cleo')
    for (const friend of [ben, cleo]) await opens(friend, link, 'Anna sends you')
    const answers = await Promise.all([ben, cleo].map((friend) => friend.presses('✅ Take it')))
    const texts = answers.map(({ text }) => text ?? '')
    expect(texts.filter((text) => text.includes('It is yours. Your code'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('used already'))).toHaveLength(1)
    const [winner, loser] = texts[0]?.includes('It is yours') ? [ben, cleo] : [cleo, ben]
    await opens(winner, link, 'This reservation is yours already')
    await opens(loser, link, 'used already')
    await opens(anna, link, 'used already')
  })

  it('the limit of whoever sent it stays used', async () => {
    expect(await market.opensCard(anna, offer)).not.toMatchObject({ showAlert: true })
    await market.reserves(anna, offer)
    expect(await market.opensCard(anna, offer)).toMatchObject({ text: expect.stringContaining('limit is reached') })
  })

  it('cancelled meanwhile', async () => {
    const other = await market.reserves(anna, await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour }))
    const sent = await linkOf(other)
    await anna.sends(`/cancel ${other.shown}`)
    await anna.sees('Corner Bakery: cancelled')
    await opens(ben, sent, 'not open any more: it was cancelled or collected')
    expect(await market.presses(anna, sendPressed.pack({ purchase: other.id }))).toMatchObject({
      text: expect.stringContaining('not open any more'),
    })
  })

  it('after the window', async () => {
    const other = await market.reserves(anna, await market.offer({ opensInMs: -hour, closesInMs: 30 * minute }))
    const sent = await linkOf(other)
    await market.platform.advance(31 * minute)
    await opens(ben, sent, /pickup time ended 2 Mar/)
    expect(await market.presses(anna, sendPressed.pack({ purchase: other.id }))).toMatchObject({
      text: expect.stringContaining('cannot be passed on'),
    })
  })
})
