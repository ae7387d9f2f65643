import { expect, it } from 'vitest'
import { offerOpened, reserveOpened } from '../src/callbacks.ts'
import { cancelPressed } from '../src/purchase/purchase.callbacks.ts'
import {
  buttonMessage,
  confirmOf,
  day,
  hour,
  labelsOf,
  minute,
  type Person,
  textOf,
  useMarket,
} from './purchase-harness.ts'

const market = useMarket()

/** Every message of the bot that says the code, wherever it stands. */
const saying = (person: Person, code: string) => person.botMessages((message) => textOf(message).includes(code))

it('where Telegram deletes no more, what showed the code before says where it is, and nothing else', async () => {
  const { platform } = market
  const anna = await market.person('Anna')
  const { code, receipt } = await market.reserves(anna, await market.offer({ opensInMs: 4 * day, closesInMs: 5 * day }))
  await platform.advance(49 * hour)
  platform.standin.faults.add({
    ...{ kind: '400', method: 'deleteMessage', chat_id: anna.id },
    description: "message can't be deleted",
  })
  await anna.sends('/my_reservations')
  await platform.settle()
  await anna.sees((message) => message.message_id > receipt.message_id && textOf(message).includes(code))
  await expect.poll(() => saying(anna, code)).toHaveLength(1)
  const [old] = anna.botMessages((message) => message.message_id === receipt.message_id)
  expect(textOf(old)).toMatch(/1 × Bread bag, Corner Bakery\s+The code is further down\./)
  expect(labelsOf(old)).toEqual([])
})

it('while Telegram holds the chat back, a cancelled one never shows its code', async () => {
  const { platform } = market
  const boris = await market.person('Boris')
  const offer = await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour })
  await market.opensCard(boris, offer)
  platform.standin.faults.add({ kind: '429', method: 'editMessageMedia', retry_after: 1 })
  const confirm = boris.botMessages().flatMap(({ buttons }) => buttons.flat())
  const data = confirm.findLast(({ text }) => text.startsWith('✅ Confirm'))?.callback_data ?? ''
  await boris.presses({ data })
  const { id } = await market.latest(boris)
  await boris.sends(`/cancel P${id}`)
  await boris.sees('Corner Bakery: cancelled')
  await platform.settle()
  await boris.sees(/^You cancelled it/)
  expect(boris.botMessages(/Your code/)).toEqual([])
  expect(boris.botMessages((message) => labelsOf(message).some((label) => label.includes('Confirm')))).toEqual([])
})

it('whoever reserves twice has two, each with its own code; what happens to one leaves the other', async () => {
  const { platform, owner } = market
  const cleo = await market.person('Cleo')
  const first = await market.reserves(cleo, await market.offer({ opensInMs: -minute, closesInMs: 2 * hour }))
  const second = await market.reserves(cleo, await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour }))
  await owner.sends(`/collect ${first.code}`)
  await owner.sees('Hand over')
  await owner.presses('✅ Handed over')
  await platform.settle()
  await cleo.sees(/^Collected/)
  expect(saying(cleo, second.code)).toHaveLength(1)
  expect(labelsOf(saying(cleo, second.code)[0])).toContain('📍 Show place')
})

const later = { opensInMs: 5 * hour, closesInMs: 8 * hour }
const sign = (person: Person, data: string) => ({ data: market.platform.sign(BigInt(person.id), data) })
const isSending = async () => {
  const { rowCount } = await market.platform.app.core.db.pool.query(
    `SELECT 1 FROM core_delivery WHERE state = 'sending'`,
  )
  return (rowCount ?? 0) > 0
}

it('confirmed twice while the card is becoming the receipt: one receipt, which stays', async () => {
  const { platform } = market
  const dana = await market.person('Dana')
  await market.opensCard(dana, await market.offer(later))
  const data = confirmOf(dana)
  const card = buttonMessage(dana, data)
  platform.standin.faults.add({ kind: 'slow', method: 'editMessageMedia', chat_id: dana.id, delay_ms: 1_000 })
  await dana.presses({ data }, card)
  await expect.poll(isSending).toBe(true)
  await dana.presses({ data }, card)
  await platform.settle()
  expect(dana.botMessages(/^🎟 Your code/)).toMatchObject([{ message_id: card.messageId }])
})

it('a button that the receipt has no more opens its screen below; the receipt stays', async () => {
  const erik = await market.person('Erik')
  const offer = await market.offer(later)
  const { code, receipt } = await market.reserves(erik, offer)
  await erik.presses(sign(erik, offerOpened.pack({ offer: offer.id })), { messageId: receipt.message_id })
  const opened = await erik.sees((message) => labelsOf(message).includes('🛍 Reserve'))
  expect(opened.message_id).toBeGreaterThan(receipt.message_id)
  expect(saying(erik, code)).toMatchObject([{ message_id: receipt.message_id }])
})

it('two reservations out of one card, while Telegram is slow: each has its code, once', async () => {
  const { platform } = market
  const fay = await market.person('Fay')
  const [one, other] = [await market.offer(later), await market.offer(later)]
  await market.opensCard(fay, one)
  const first = { data: confirmOf(fay) }
  const card = buttonMessage(fay, first.data)
  platform.standin.faults.add({ kind: 'slow', method: 'editMessageMedia', chat_id: fay.id, delay_ms: 2_000 })
  await fay.presses(first, card)
  await fay.presses(sign(fay, reserveOpened.pack({ offer: other.id })), card)
  await fay.presses({ data: confirmOf(fay) }, card)
  await platform.settle()
  await expect.poll(() => fay.botMessages(/^🎟 Your code/).length, { timeout: 20_000 }).toBe(2)
  const places = fay.botMessages(/^🎟 Your code/).map(({ message_id }) => message_id)
  expect(new Set(places).size).toBe(2)
})

it('asked for twice while Telegram stumbles, it is there once', async () => {
  const { platform } = market
  const gil = await market.person('Gil')
  const { code } = await market.reserves(gil, await market.offer(later))
  platform.standin.faults.add({ kind: '502', method: 'sendPhoto', chat_id: gil.id, times: 2 })
  await gil.sends('/my_reservations')
  await gil.sends('/my_reservations')
  await platform.settle()
  await expect.poll(() => saying(gil, code).length, { timeout: 20_000 }).toBe(1)
})

it('the question whether to cancel keeps the code in sight, also when the free time ends meanwhile', async () => {
  const { platform } = market
  const hana = await market.person('Hana')
  const { id, receipt } = await market.reserves(
    hana,
    await market.offer({ opensInMs: 140 * minute, closesInMs: 8 * hour }),
  )
  await hana.presses('❌ Cancel', { messageId: receipt.message_id })
  await hana.sees(/free until/)
  await platform.advance(30 * minute)
  const free = sign(hana, cancelPressed.pack({ purchase: id, kind: 'free' }))
  await hana.presses(free, { messageId: receipt.message_id })
  const asked = await hana.sees(/so this counts as late/)
  expect(asked).toMatchObject({ message_id: receipt.message_id, photo: expect.anything() })
  await hana.presses('Yes, cancel')
  await platform.settle()
  await hana.sees(/You cancelled it late/)
  await hana.presses(free, { messageId: receipt.message_id })
  await platform.settle()
  expect(labelsOf(hana.botMessages(/You cancelled it late/)[0])).toEqual(['🔍 Other offers'])
})

it('whoever was asked whether they come is asked wherever the receipt goes, until they answer or it is too late', async () => {
  const { platform } = market
  const ivo = await market.person('Ivo')
  const { id, receipt } = await market.reserves(
    ivo,
    await market.offer({ opensInMs: 50 * minute, closesInMs: 3 * hour }),
  )
  const reconfirmBy = new Date(platform.clock.now().getTime() + 50 * minute)
  await platform.app.core.db.prisma.marketplacePurchase.update({ where: { id }, data: { reconfirmBy } })
  await ivo.sends('/my_reservations')
  const asked = await ivo.sees(/^❓ Are you coming\?[\s\S]*Your code/)
  expect(asked.message_id).toBeGreaterThan(receipt.message_id)
  await ivo.presses('❌ Cancel', { messageId: asked.message_id })
  await ivo.sees(/Cancel 1 × Bread bag/)
  await ivo.presses('Keep it')
  await platform.settle()
  const kept = await ivo.sees(/^❓ Are you coming\?/)
  await ivo.presses('👍 Yes, I am coming', { messageId: kept.message_id })
  await platform.settle()
  await ivo.sees(/^🎟 Your code/)
  expect((await market.row(id)).reconfirmedAt).not.toBeNull()
})
