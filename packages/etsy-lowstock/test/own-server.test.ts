import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOwnServer } from '../demo/own-server/server.ts'

const secretOf = (words: string) => `whsec_${Buffer.from(words.padEnd(32, '.')).toString('base64')}`
const first = secretOf('the first')
const second = secretOf('the second')
const third = secretOf('the third')

let server: Awaited<ReturnType<typeof startOwnServer>>
beforeEach(async () => {
  server = await startOwnServer(0)
})
afterEach(() => server.close())

/** Sends an alert as the bot does. @returns what is answered */
async function send(secret: string, type = 'stock.test'): Promise<number> {
  const data = { shop: { name: 'Clay & Thread' }, listing: { title: 'Mug <b>' }, variation: null, quantity: 0 }
  const body = JSON.stringify({ type, data })
  const at = new Date()
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  }
  return (await fetch(server.read().address, { method: 'POST', body, headers })).status
}

const save = async (secret: string) =>
  (await fetch(`${server.url}/secret`, { method: 'POST', body: new URLSearchParams({ secret }) })).text()
const page = async () => (await fetch(server.url)).text()
const signatures = () => server.read().received.map(({ signature }) => signature)

describe('a seller’s own server', () => {
  it('refuses what no secret of its own has signed, and what is no alert', async () => {
    await save(first)
    expect(await send(second)).toBe(401)
    expect(signatures()).toEqual(['wrong'])
    const address = server.read().address
    expect((await fetch(address, { method: 'POST', body: '{' })).status).toBe(400)
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404)
    expect(await save('secret')).toContain('That is no secret')
  })

  it('checks with the secret that was saved last and with the one before', async () => {
    expect(await send(first)).toBe(204)
    await save(first)
    await save(second)
    await send(first)
    await send(second)
    expect(signatures()).toEqual(['right', 'right', 'unchecked'])
    await save(third)
    expect(await send(first)).toBe(401)
    server.set({ forget: true })
    expect(server.read()).toMatchObject({ secrets: 0, received: [] })
  })

  it('shows on its page what came, and its address', async () => {
    await save(first)
    await send(first, 'stock.sold_out')
    const shown = await page()
    expect(shown).toContain(server.read().address)
    expect(shown).toMatch(/stock\.sold_out<\/b> Clay &amp; Thread · Mug &lt;b&gt;: 0 left[\s\S]*The signature is right/)
  })

  it('answers as it is told, and takes another port where its own is taken', async () => {
    server.set({ status: 503 })
    expect(await send(first)).toBe(503)
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const other = await startOwnServer(port)
    expect(new URL(other.url).port).not.toBe(String(port))
    await other.close()
    taken.close()
  })
})
