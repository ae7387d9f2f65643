import { strangePresets } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hour, type Market, minute, startMarket, textOf } from './purchase-harness.ts'

let market: Market
beforeAll(async () => {
  market = await startMarket({ presets: strangePresets('Asia/Kolkata') })
})
afterAll(() => market?.platform.stop())

it('offers are found, reserved, reminded of and closed at the same times when the database lives elsewhere', async () => {
  const { platform, owner } = market
  const [anna, boris] = [await market.person('Anna'), await market.person('Boris')]
  const offer = await market.offer({ items: [{ quantity: 5 }], opensInMs: hour, closesInMs: 4 * hour })
  const hers = await market.reserves(anna, offer)
  const his = await market.reserves(boris, offer)
  expect(textOf(hers.receipt)).toMatch(/Today 12:00–15:00 Berlin time/)
  expect((await market.row(hers.id)).reservedAt).toEqual(platform.clock.now())
  await platform.advance(hour)
  await owner.sends(`/collect ${hers.code}`)
  await owner.sees(/Hand over/)
  await owner.presses('✅ Handed over')
  await owner.sees(`${hers.shown} is handed over`)
  expect((await market.row(hers.id)).state).toBe('COLLECTED')
  await platform.advance(3 * hour - minute)
  expect((await market.row(his.id)).state).toBe('CONFIRMED')
  await platform.advance(hour)
  await platform.settle()
  expect((await market.row(his.id)).state).not.toBe('CONFIRMED')
})
