import { afterAll, beforeAll, expect, it } from 'vitest'
import { opened } from '../src/channel/channel.callbacks.ts'
import { clayThread, type Story, startStory } from './story-harness.ts'
import { isAccepted, type Receiver, startReceiver } from './webhook-receiver.ts'

let story: Story
let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
  story = await startStory({ env: { ETSY_WEBHOOK_ALLOW_HOSTS: receiver.host } })
})
afterAll(async () => {
  await story.stop()
  await receiver.close()
})

it('what sells out at Etsy is told in the chat and on the seller’s own server, once each', async () => {
  const anna = story.person('Anna')
  const shop = await story.link(anna)
  await anna.presses({ data: story.platform.sign(BigInt(anna.id), opened.pack({ view: 'page', shop })) })
  await anna.presses('➕ Add an address')
  await anna.sees(/At which address/)
  await anna.sends(receiver.url)
  await anna.sees(/✅ Alerts go to/)
  await anna.presses('Show the secret')
  await anna.sees(/Secret of your address/)
  const secret = await anna.copies('📋 Copy the secret')

  story.etsy.sell(clayThread.print)
  await story.look()
  await anna.sees(/Sold out: Lino print/)
  for (let look = 0; look < 3; look++) await story.look()
  expect(receiver.types()).toEqual(['stock.sold_out'])
  const [request] = receiver.received
  if (!request) throw new Error('nothing came')
  expect(isAccepted(request, secret)).toBe(true)
  expect(request.body.data).toMatchObject({
    shop: { name: 'Clay & Thread' },
    listing: { id: String(clayThread.print), title: expect.stringMatching(/^Lino print/) },
    quantity: 0,
    price: { amount: '3500', currency: 'EUR' },
    cause: 'probably_sold',
  })

  // What is low no more ends the alert in the chat, and is no news for a server.
  story.etsy.sell(clayThread.earrings, { product: 'Sage' })
  await story.look()
  await anna.sees(/Running low: Terracotta drop earrings · Sage/)
  story.etsy.restock(clayThread.earrings, 9, { product: 'Sage' })
  await story.look()
  await anna.sees(/✓ No longer low since/)
  expect(receiver.types()).toEqual(['stock.sold_out', 'stock.low'])
})
