import { afterAll, beforeAll, expect, it } from 'vitest'
import { afterJitter, type ChannelTest, seconds, soldOut, startChannel } from '../channel-harness.ts'

let test: ChannelTest
beforeAll(async () => {
  test = await startChannel()
})
afterAll(() => test.stop())

it('a server that does not answer is waited for 10 s, and only once for all that waits', async () => {
  const { shop, receiver } = await test.seller('Anna')
  receiver.answers(() => undefined)
  const started = performance.now()
  await test.db.tx((tx) => test.channel.tell(tx, shop, [soldOut(), soldOut({ kind: 'back' })]))
  await expect.poll(() => test.endpointOf(shop.id)).toMatchObject({ failure: 'timeout' })
  expect((performance.now() - started) / seconds).toBeGreaterThan(9.5)
  await test.platform.settle()
  expect(receiver.received).toHaveLength(1)
  receiver.recovers()
  await test.platform.advance(afterJitter(5 * seconds))
  expect(receiver.types()).toEqual(['stock.sold_out', 'stock.sold_out', 'stock.back'])
})

it('whoever tests a server that is slow is told that the test is on its way', async () => {
  const { person, shop, receiver } = await test.seller('Anna')
  receiver.answers(() => undefined)
  await test.presses(person, shop.id, 'test')
  await person.sees(/⏳ The test is on its way/, { withinMs: 20_000 })
  await test.platform.settle()
  await person.presses('‹ Your own server')
  await person.sees(/⚠️ At the last try your server did not answer within 10 seconds/)
})
