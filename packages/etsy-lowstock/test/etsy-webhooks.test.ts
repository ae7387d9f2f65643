import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clayThread } from '../demo/etsy/catalogue.ts'
import { type EtsyStandIn, startEtsy } from '../demo/etsy-standin.ts'
import { get } from './etsy-client.ts'

const { shopId, mug, print } = clayThread
const key = Buffer.from('a key of thirty-two bytes, really')
const secret = `whsec_${key.toString('base64')}`

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An app that listens for webhooks, and answers 202. */
async function listen() {
  const received: Received[] = []
  const waiting: ((one: Received) => void)[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const one = { headers: request.headers, body: Buffer.concat(chunks).toString() }
    received.push(one)
    response.writeHead(202).end()
    waiting.shift()?.(one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/webhook`,
    received,
    next: () => new Promise<Received>((resolve) => waiting.push(resolve)),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

let etsy: EtsyStandIn
let app: Awaited<ReturnType<typeof listen>>

beforeEach(async () => {
  app = await listen()
  // What people see may stand still; a webhook says when it was really sent.
  etsy = await startEtsy({ now: () => new Date('2030-01-01T00:00:00Z') })
})
afterEach(async () => {
  await etsy.close()
  await app.close()
})

const plainHeaders = ({ headers }: Received) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

it('signs as Standard Webhooks does, bare as Etsy or with the version', async () => {
  const spec = { url: app.url, secret, event: 'listing.updated', shopId, listingId: mug }
  const bare = await etsy.sendWebhook(spec)
  expect(bare.status).toBe(202)
  expect(Math.abs(bare.timestamp - Date.now() / 1000)).toBeLessThan(60)
  const [first] = app.received
  expect(JSON.parse(first?.body ?? '')).toEqual({
    event_type: 'listing.updated',
    resource_url: `${etsy.apiUrl}/listings/${mug}`,
    shop_id: shopId,
  })
  const { headers = {} } = first ?? {}
  expect(headers['webhook-signature']).toBe(
    createHmac('sha256', key)
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${first?.body}`)
      .digest('base64'),
  )

  const again = await etsy.sendWebhook({ ...spec, id: bare.id, timestamp: bare.timestamp, signature: 'v1' })
  expect(again.signature).toBe(`v1,${bare.signature}`)
  const [, second] = app.received
  expect(second && new Webhook(secret).verify(second.body, plainHeaders(second))).toMatchObject({ shop_id: shopId })

  const wrong = await etsy.sendWebhook({ ...spec, signature: 'wrong', resourceUrl: 'https://evil.example.com/' })
  expect(wrong.body).toContain('evil.example.com')
  const [, , third] = app.received
  expect(
    () =>
      third &&
      new Webhook(secret).verify(third.body, { ...plainHeaders(third), 'webhook-signature': `v1,${wrong.signature}` }),
  ).toThrow()
  expect(etsy.counts().webhooks).toBe(3)
})

it('tells of a sale by itself when somebody listens, and sells all the same when nobody does', async () => {
  etsy.setWebhooks({ url: app.url, secret })
  const told = app.next()
  expect(etsy.sell(print)).toBe(1)
  const { event_type, resource_url, shop_id } = JSON.parse((await told).body)
  expect([event_type, shop_id]).toEqual(['order.paid', shopId])

  const path = resource_url.slice(etsy.apiUrl.length)
  expect(path).toMatch(/^\/shops\/\d+\/receipts\/\d+$/)
  const without = etsy.give(clayThread.userId)
  expect((await get(etsy, without.access_token, path)).body.error).toBe('insufficient_scope')
  const allowed = etsy.give(clayThread.userId, ['shops_r', 'transactions_r'])
  expect((await get(etsy, allowed.access_token, path)).body).toMatchObject({
    is_paid: true,
    transactions: [{ listing_id: print, quantity: 1, price: { amount: 3500 } }],
  })
  expect((await get(etsy, allowed.access_token, `/shops/${shopId}/receipts/7`)).status).toBe(404)

  expect(etsy.sell(print)).toBe(0)
  etsy.setWebhooks({ url: 'http://127.0.0.1:1/', secret })
  expect(etsy.sell(mug)).toBe(1)
  etsy.setWebhooks(undefined)
  expect(etsy.sell(mug)).toBe(1)
  expect(etsy.counts().webhooks).toBe(2)
})
