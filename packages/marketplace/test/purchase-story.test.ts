import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { labelsOf, type Market, readQr, startMarket, textOf } from './purchase-harness.ts'

describe('from an offer to a collected bag', () => {
  let market: Market
  beforeAll(async () => {
    market = await startMarket()
  })
  afterAll(() => market?.platform.stop())

  it('reserve two, get code and QR, collect once', async () => {
    const { platform, owner } = market
    const anna = await market.person('Anna')
    const offer = await market.offer({ items: [{ quantity: 5 }] })
    await market.opensCard(anna, offer)
    const card = await anna.sees(
      /1 × Bread bag[\s\S]*To pay at the venue: €4[\s\S]*Corner Bakery[\s\S]*Free to cancel until/,
    )
    expect(labelsOf(card)).toEqual([
      'min. 1',
      '1',
      '+',
      '✅ Confirm · €4',
      '‹ To the offer',
      expect.stringContaining('Home'),
    ])
    await anna.presses('+')
    await anna.sees(/2 × Bread bag[\s\S]*2 at €4 each, to pay at the venue: €8/)
    expect(labelsOf(await anna.sees('2 × Bread bag')).slice(0, 3)).toEqual(['−', '2', 'max. 2'])
    const answer = await anna.presses('✅ Confirm · €8')
    expect(answer).toMatchObject({ showAlert: false })
    const [, code = ''] = /^✅ Reserved\. Your code: (\d{4})$/.exec(answer.text ?? '') ?? []
    await platform.settle()
    const receipt = await anna.sees(
      new RegExp(`^🎟 Your code: ${code}[\\s\\S]*2 × Bread bag[\\s\\S]*€8[\\s\\S]*Corner Bakery`),
    )
    // The card became the receipt: there is one message, and one code in it, without the number that venues and commands use.
    expect(receipt.message_id).toBe(card.message_id)
    const id = `P${(await market.latest(anna)).id}`
    expect(textOf(receipt)).not.toContain(id)
    expect(labelsOf(receipt)).toEqual([`📋 Copy ${code}`, '📍 Show place', '🎁 Send to a friend', '❌ Cancel'])
    const link = await readQr(platform, receipt)
    expect(link).toMatch(/^https:\/\/t\.me\/bazaar_test_bot\?start=pickup_[\w-]+$/)
    expect(await market.left(offer)).toBe(3)

    await anna.opens(link)
    await anna.sees('Show it at the venue')
    await owner.sends(`/collect ${code}`)
    await owner.sees(/Hand over: 2 × Bread bag[\s\S]*Anna[\s\S]*€8/)
    expect(await owner.presses('✅ Handed over')).toMatchObject({ text: 'Handed over.' })
    await owner.sees(`${id} is handed over`)
    await platform.settle()
    const collected = await anna.sees(/Collected 2 Mar[\s\S]*Enjoy/)
    expect(collected.message_id).toBe(receipt.message_id)
    expect(textOf(collected)).not.toContain(code)
    expect(labelsOf(collected)).toEqual([])

    await owner.sends(`/collect ${code}`)
    await owner.sees(new RegExp(`${id} was already collected 2 Mar, 11:00`))
    await owner.opens(link)
    await owner.sees('was already collected')
    expect(await market.left(offer)).toBe(3)
  })

  it('the same in Russian', async () => {
    const { platform, owner } = market
    const ivan = await market.person('Иван', { language: 'ru' })
    const offer = await market.offer({ title: 'Хлеб' })
    await market.opensCard(ivan, offer)
    const card = await ivan.sees(/1 × Хлеб[\s\S]*К оплате на месте: 4\s€[\s\S]*Отменить бесплатно/)
    const answer = await ivan.presses(labelsOf(card)[3] ?? '')
    const [, code = ''] = /Забронировано\. Ваш код: (\d{4})/.exec(answer.text ?? '') ?? []
    await platform.settle()
    await ivan.sees(`Ваш код: ${code}`)
    await owner.sends(`/collect ${code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await platform.settle()
    await ivan.sees(/Получено[\s\S]*Приятного аппетита/)
    await ivan.sends('/my_reservations')
    await ivan.sees('Забирать нечего')
    await ivan.presses('Прошлые')
    await ivan.sees(/1 × Хлеб[\s\S]*Получено 2.мар/)
  })

  it('from browsing to the code in three taps', async () => {
    const { platform } = market
    const ben = await market.person('Ben')
    const city = 'Threetown'
    const venue = await market.venueOf({ ownerId: market.owner.id, city, name: 'Three Taps' })
    await market.offer({ title: 'Soup' }, venue)
    await ben.sends('/offers')
    await ben.sees(/where/i)
    await ben.presses(`${city} (1)`)
    await ben.sees('Soup')
    await ben.presses('🛍 Reserve')
    const answer = await ben.presses('✅ Confirm · €4')
    expect(answer.text).toMatch(/Your code: \d{4}/)
    await platform.settle()
    await ben.sees((message) => message.photo !== null && /^🎟 Your code/.test(textOf(message)))
  })
})
