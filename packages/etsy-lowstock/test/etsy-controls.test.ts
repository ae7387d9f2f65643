import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { etsyButtons } from '../demo/buttons.ts'
import { clayThread, nordlicht } from '../demo/etsy/catalogue.ts'
import { answer, state } from '../demo/etsy/control-schema.ts'
import { etsy, etsyPath } from '../demo/etsy.ts'
import { etsyAt, link } from './etsy-client.ts'

const { userId, mug, tote, candle, print, plantHanger } = clayThread

type Running = Awaited<ReturnType<typeof etsy.start>>
let running: Running

beforeEach(async () => {
  running = await etsy.start({ botUrl: 'http://127.0.0.1:1', now: Date.now })
  running.set({})
})
afterEach(() => running.close())

const read = () => state.parse(running.read())
const at = (id: number) =>
  read()
    .accounts.flatMap(({ listings }) => listings)
    .find(({ listing }) => listing === id)

async function put(body: object) {
  running.set(answer.parse(body))
  return read()
}

describe('the controls of the playground', () => {
  it('show the shops as they are at the start', () => {
    expect(read()).toMatchObject({
      delayMs: 0,
      status: 200,
      overQuota: false,
      webhooks: false,
      refused: null,
      calls: 0,
    })
    expect(read().accounts).toMatchObject([
      { userId, login: 'ClayAndThread', shop: 'Clay & Thread', allowed: false },
      { userId: nordlicht.userId, shop: 'Nordlicht Papier' },
    ])
    expect([at(mug), at(print), at(plantHanger)]).toMatchObject([
      { quantity: 12, products: [{ name: 'S' }, { name: 'M' }, { name: 'L', sku: 'MUG-L', quantity: 1 }] },
      { quantity: 1, state: 'active' },
      { quantity: 0, state: 'sold_out' },
    ])
  })

  it('let things happen in the shops, and say what could not', async () => {
    await put({ sell: { listing: mug, product: 'L' } })
    expect(at(mug)).toMatchObject({ quantity: 11, state: 'active' })
    expect((await put({ sell: { listing: mug, product: 'L' } })).refused).toBe('There is nothing left to sell.')
    expect((await put({ sellOut: tote })).refused).toBeNull()
    expect(at(tote)).toMatchObject({ quantity: 0, state: 'sold_out' })
    await put({ edit: { listing: mug, title: 'New mug', product: 'M', quantity: 3 } })
    expect(at(mug)).toMatchObject({ title: 'New mug', quantity: 9 })
    expect((await put({ edit: { listing: candle, quantity: 0 } })).refused).toMatch(/refuses/)
    await put({ expire: candle })
    expect(at(candle)).toMatchObject({ state: 'expired' })
    await put({ deactivate: print })
    expect(at(print)).toMatchObject({ state: 'inactive' })
    await put({ restock: { quantity: 10 }, activate: candle })
    expect(
      [at(mug), at(tote), at(plantHanger), at(candle), at(print)].map((one) => [one?.state, one?.quantity]),
    ).toEqual([
      ['active', 30],
      ['active', 10],
      ['active', 10],
      ['active', 10],
      ['inactive', 1],
    ])
    await put({ restock: { listing: tote, quantity: 2 } })
    expect(at(tote)?.quantity).toBe(2)
    await put({ remove: tote })
    expect(at(tote)?.state).toBe('removed')
    await put({ reset: true })
    expect(at(tote)).toMatchObject({ state: 'active', quantity: 7 })
  })

  it('refuse what no listing, account or product is', async () => {
    for (const body of [
      { sellOut: 7 },
      { revoke: 7 },
      { restock: { quantity: 0 } },
      { reset: false },
      { delayMs: -1 },
    ]) {
      expect(answer.safeParse(body).success).toBe(false)
    }
    expect((await put({ sell: { listing: mug, product: 'XXL' } })).refused).toMatch(/no product "XXL"/)
  })

  it('keep what lasts until it is told otherwise', async () => {
    const ask = () =>
      fetch(`${running.url}/v3/application/shops/1`, { headers: { 'x-api-key': 'demo-keystring:demo-secret' } })
    await put({ status: 503 })
    await put({ sell: { listing: mug } })
    expect((await ask()).status).toBe(503)
    await put({ status: 200, overQuota: true })
    const refused = await ask()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
    expect((await put({ overQuota: false })).calls).toBe(2)
    expect((await ask()).status).toBe(401)
    await put({ delayMs: 60_000 })
    await expect(fetch(`${running.url}/v3/application/shops/1`, { signal: AbortSignal.timeout(30) })).rejects.toThrow()
    expect(await put({ reset: true })).toMatchObject({ delayMs: 0, status: 200 })
  })

  it('replay the last thing after a restart, but never take back a permission given since', async () => {
    const tokens = await link(etsyAt(running.url))
    expect(read().accounts[0]).toMatchObject({ allowed: true })
    await running.close()
    running = await etsy.start({ botUrl: 'http://127.0.0.1:1', now: Date.now })
    await put({ revoke: userId, sellOut: tote })
    expect(at(tote)?.quantity).toBe(0)
    const ask = () =>
      fetch(`${running.url}/v3/application/shops/${clayThread.shopId}`, {
        headers: { 'x-api-key': 'demo-keystring:demo-secret', authorization: `Bearer ${tokens.access_token}` },
      })
    expect((await ask()).status).toBe(200)
    expect(read().accounts[0]).toMatchObject({ allowed: true })
    expect((await put({ revoke: userId })).accounts[0]).toMatchObject({ allowed: false })
    expect((await ask()).status).toBe(401)
  })

  it('tell the bot where it is, and of each sale when they are asked to', async () => {
    const variables = etsy.variables('http://127.0.0.1:9', { botUrl: 'http://127.0.0.1:8080', now: Date.now })
    expect(variables).toMatchObject({
      ETSY_API_URL: 'http://127.0.0.1:9/v3/application',
      ETSY_TOKEN_URL: 'http://127.0.0.1:9/v3/public/oauth/token',
      ETSY_CONNECT_URL: 'http://127.0.0.1:9/oauth/connect',
      ETSY_REDIRECT_URL: 'http://127.0.0.1:8080/api/etsy-lowstock/callback',
    })
    const told = Promise.withResolvers<string | undefined>()
    const bot = createServer((request, response) => {
      response.end()
      told.resolve(request.url)
    })
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
    const { port } = z.object({ port: z.number() }).parse(bot.address())
    await running.close()
    running = await etsy.start({ botUrl: `http://127.0.0.1:${port}`, now: Date.now })
    await put({ webhooks: true })
    await put({ sell: { listing: mug } })
    expect(await told.promise).toBe('/api/etsy-lowstock/webhook')
    bot.close()
  })

  it('take every button', async () => {
    for (const { calls } of etsyButtons.buttons) {
      for (const { path, body = {} } of calls) {
        expect(path).toBe(etsyPath)
        expect((await put(body)).refused).toBeNull()
      }
    }
  })
})
