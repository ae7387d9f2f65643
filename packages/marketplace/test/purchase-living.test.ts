import { afterAll, beforeAll, expect, it } from 'vitest'
import { day, hour, labelsOf, type Market, minute, type Person, startMarket, textOf } from './purchase-harness.ts'

let market: Market
beforeAll(async () => {
  market = await startMarket()
})
afterAll(() => market?.platform.stop())

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
