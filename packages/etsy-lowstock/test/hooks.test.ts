import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebhookSpec } from '../demo/etsy/webhooks.ts'
import { clayThread, hour, interval, type Person, type Story, startStory } from './story-harness.ts'

let story: Story
let anna: Person
let url = ''
let hears: Awaited<ReturnType<typeof startListener>>

/** Somebody else's server: whatever asks it is written down. */
async function startListener() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return { asked, port: address.port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

beforeAll(async () => {
  hears = await startListener()
  story = await startStory()
  anna = story.person('Anna')
  await story.link(anna)
  url = `${story.platform.app.http.app.listeningOrigin}/api/etsy-lowstock/webhook`
})
afterAll(async () => {
  await story.stop()
  await hears.close()
})
beforeEach(() => story.platform.advance(hour))

const secret = () => story.settings.ETSY_WEBHOOK_SECRET
const sends = (spec: Partial<WebhookSpec> = {}) =>
  story.etsy.sendWebhook({
    url,
    secret: secret(),
    event: 'inventory.updated',
    shopId: clayThread.shopId,
    listingId: clayThread.print,
    ...spec,
  })

const tables = async (): Promise<Readonly<Record<string, number>>> => {
  const { pool } = story.db
  const names = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'etsy_lowstock_%'
       OR table_name IN ('core_schedule', 'core_notification') ORDER BY 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of names.rows)
    counts[name] = Number((await pool.query(`SELECT count(*) FROM ${name}`)).rows[0]?.count)
  return counts
}
const metric = async (result: string): Promise<number> => {
  const { body } = await story.platform.operations('/metrics')
  return Number(new RegExp(`etsy_lowstock_webhooks_total\\{result="${result}"\\} (\\d+)`).exec(body)?.[1] ?? 0)
}
const apiCalls = () => story.etsy.calls().filter(({ kind }) => kind === 'api')
const outs = () => story.db.prisma.etsyAlert.findMany({ where: { kind: 'out' } })

/** Sends, and expects that nothing but a counter is different. */
async function leavesNothing(send: () => Promise<{ readonly status: number }>, status: number): Promise<void> {
  const before = { tables: await tables(), calls: apiCalls().length }
  expect((await send()).status).toBe(status)
  await story.platform.settle()
  expect({ tables: await tables(), calls: apiCalls().length }).toEqual(before)
}

describe('5-N2 what nobody may send', () => {
  const now = () => Math.floor(Date.now() / 1000)

  it.each([
    ['another secret', { signature: 'wrong' }],
    ['6 minutes old', { timestamp: now() - 360 }],
    ['6 minutes ahead', { timestamp: now() + 360 }],
    ['an age ago', { timestamp: 1 }],
  ] as const)('%s: 401, and nothing is stored but a counter', async (_what, spec) => {
    const before = await metric('refused')
    await leavesNothing(() => sends(spec), 401)
    expect(await metric('refused')).toBe(before + 1)
  })

  it('a changed body, or headers that are missing: 401', async () => {
    const good = await sends({ event: 'shop.updated' })
    const headers = {
      'content-type': 'application/json',
      'webhook-id': good.id,
      'webhook-timestamp': String(good.timestamp),
      'webhook-signature': good.signature,
    }
    const post = (changed: Record<string, string>, body = good.body) =>
      fetch(url, { method: 'POST', headers: { ...headers, ...changed }, body })
    await leavesNothing(() => post({}, good.body.replace(String(clayThread.print), String(clayThread.mug))), 401)
    await leavesNothing(() => post({ 'webhook-id': 'msg_another' }), 401)
    await leavesNothing(() => post({ 'webhook-timestamp': String(good.timestamp + 1) }), 401)
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      await leavesNothing(() => post({ [name]: '' }), 401)
    await leavesNothing(() => post({ 'webhook-signature': 'v1,' }), 401)
    await leavesNothing(() => post({ 'webhook-signature': `v1a,${good.signature} nonsense` }), 401)
  })

  it('an unknown shop and an event that is not about stock: taken note of, nothing stored', async () => {
    await leavesNothing(() => sends({ shopId: 1 }), 200)
    await leavesNothing(() => sends({ event: 'shop.updated' }), 200)
    await leavesNothing(() => sends({ event: 'order.shipped' }), 200)
  })

  it('the same again: ignored', async () => {
    const first = await sends({ id: 'msg_again' })
    expect(first.status).toBe(200)
    await story.platform.settle()
    await leavesNothing(() => sends({ id: 'msg_again' }), 200)
  })

  it('a resource_url of somebody else’s is never asked', async () => {
    const foreign = `http://127.0.0.1:${hears.port}/v3/application/listings/${clayThread.print}`
    const { host, port } = new URL(story.etsy.apiUrl)
    for (const resourceUrl of [
      foreign,
      `http://${host}@127.0.0.1:${hears.port}/v3/application/listings/${clayThread.mug}`,
      `http://127.0.0.1:${hears.port}/?${story.etsy.apiUrl}/listings/${clayThread.mug}`,
      `http://127.0.0.1.:${port}/v3/application/listings/${clayThread.mug}`,
      'file:///etc/passwd',
      'not an address',
    ]) {
      expect((await sends({ resourceUrl })).status).toBe(200)
      await story.platform.settle()
    }
    await story.platform.advance(interval)
    expect(hears.asked).toEqual([])
  })
})

describe('5-S5 what Etsy sends', () => {
  const longAgo = () => story.db.pool.query(`UPDATE etsy_lowstock_shop SET looked_at = looked_at - interval '1 hour'`)

  it('a listing that is known: it alone is read, the alert at once, and not again by the next look', async () => {
    story.etsy.sell(clayThread.print)
    const before = { calls: apiCalls().length, outs: (await outs()).length }
    await sends({ signature: 'v1' })
    await anna.sees(/Sold out: Lino print/)
    await story.platform.settle()
    expect(
      apiCalls()
        .slice(before.calls)
        .map(({ path }) => path),
    ).toEqual(['', '/inventory'].map((part) => `/v3/application/listings/${clayThread.print}${part}`))
    await story.platform.advance(interval)
    await story.platform.advance(interval)
    expect(await outs()).toHaveLength(before.outs + 1)
  })

  it('an order: the whole shop, every 30 seconds at most', async () => {
    const looks = () => apiCalls().filter(({ query }) => query.includes('state=active')).length
    await longAgo()
    const before = looks()
    story.etsy.sell(clayThread.mug, { product: 'L', count: 99 })
    for (let n = 0; n < 10; n++) await sends({ event: 'order.paid', receiptId: 3_000_000_001 + n })
    await story.platform.settle()
    await anna.sees(/Sold out: Speckled stoneware mug · L/)
    const burst = looks() - before
    expect(burst).toBeLessThanOrEqual(2)
    await story.platform.advance(31_000)
    expect(looks() - before).toBeLessThanOrEqual(burst + 1)
  })

  it('a sale while the shop is being looked at: the look that follows is not forgotten', async () => {
    await longAgo()
    const fault = story.etsy.faults.add({ kind: 'slow', delayMs: 500, match: /state=active/, times: 1 })
    const [shop] = await story.db.prisma.etsyShop.findMany()
    const looking = story.services.stock.looks.look(shop?.id ?? 0n, new AbortController().signal)
    await expect.poll(() => fault.hits).toBe(1)
    await sends({ event: 'order.paid', receiptId: 3_000_000_100 })
    await looking
    await story.platform.settle()
    story.etsy.sell(clayThread.tote, { count: 99 })
    await story.platform.advance(6_000)
    await anna.sees(/Sold out: Linen tote bag/)
  })
})

it('5-N2 no secret is set: there is no such address', async () => {
  const other = await startStory({ env: { ETSY_WEBHOOK_SECRET: undefined } })
  const sent = await other.etsy.sendWebhook({
    url: `${other.platform.app.http.app.listeningOrigin}/api/etsy-lowstock/webhook`,
    secret: secret(),
    event: 'inventory.updated',
    shopId: clayThread.shopId,
  })
  await other.stop()
  expect(sent.status).toBe(404)
})
