import { afterAll, beforeAll, expect, it } from 'vitest'
import { hour, labelsOf, type Market, minute, startMarket } from './purchase-harness.ts'

let market: Market
beforeAll(async () => {
  market = await startMarket()
})
afterAll(() => market?.platform.stop())

it('/delete leads to the reservation that is in its way', async () => {
  const anna = await market.person('Anna')
  await market.reserves(anna, await market.offer())
  await market.reserves(anna, await market.offer())
  await anna.sends('/delete')
  const refused = await anna.sees(/cannot be deleted right now/)
  expect(labelsOf(refused)).toEqual(['🛍 1 × Bread bag', '🛍 1 × Bread bag', 'Your data', '☰ Menu'])
  await anna.presses('🛍 1 × Bread bag', { messageId: refused.message_id })
  expect(labelsOf(await anna.sees(({ photo }) => photo !== null))).toContain('❌ Cancel')
  expect(anna.botMessages(/cannot be deleted right now/)).toHaveLength(1)
})

it('/delete asks whether what nobody handed over was picked up', async () => {
  const boris = await market.person('Boris')
  await market.reserves(boris, await market.offer({ opensInMs: -hour, closesInMs: 30 * minute }))
  await market.platform.advance(46 * minute)
  await market.platform.settle()
  await boris.sends('/delete')
  const refused = await boris.sees(/cannot be deleted right now/)
  expect(labelsOf(refused)).toEqual(['👍 I have it', 'Your data', '☰ Menu'])
  await boris.presses('👍 I have it', { messageId: refused.message_id })
  await boris.sends('/delete')
  await boris.sees('Delete your data?')
})

it('/delete leads whoever runs a venue to the offers that people come for', async () => {
  const carl = await market.person('Carl')
  await market.reserves(carl, await market.offer())
  await market.owner.sends('/delete')
  const refused = await market.owner.sees(/still come to collect at Corner Bakery/)
  expect(labelsOf(refused)).toEqual(['📋 My offers', 'Your data', '☰ Menu'])
  await market.owner.presses('📋 My offers', { messageId: refused.message_id })
  await market.owner.sees(({ message_id, text }) => message_id === refused.message_id && text?.includes('O') === true)
})
