import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type BotAccount, type Standin, startStandin } from '@bazaar/telegram-standin'
import { createDriver } from '@bazaar/telegram-standin/driver'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

let database: TestDatabase
let standin: Standin
let account: BotAccount
let server: Server
let base: string
let functions: typeof import('../src/serverless.ts')

/** A host of functions: routes by path, one request at a time in one process. */
function startHost(): void {
  server.on('request', (request, response) => {
    const chosen = request.url?.startsWith('/api/cron') ? functions.cron : functions.webhook
    chosen(request, response).catch((error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    })
  })
}

beforeAll(async () => {
  database = await createTestDatabase()
  standin = await startStandin({ mode: 'strict' })
  account = standin.createBot({ username: 'function_bot', firstName: 'Function' })
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const env = {
    BOT_TOKEN: account.token,
    TELEGRAM_API_ROOT: standin.url,
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
    WEBHOOK_URL: base,
    WEBHOOK_SECRET: 'webhook-secret-of-tests',
    CRON_SECRET: 'cron-secret-of-tests',
    OPERATIONS_TOKEN: 'operations-token-of-tests',
    DATABASE_POOL_SIZE: '4',
    LOG_LEVEL: 'error',
    // Nothing of the outside world is asked.
    VOUCHER_TRACKER_STANSHOP_URL: 'http://127.0.0.1:9',
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  functions = await import('../src/serverless.ts')
  startHost()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeIdleConnections()
  })
  await functions.close()
  await standin?.close()
  await database?.drop()
})

const cron = (secret: string) =>
  fetch(`${base}/api/cron`, { method: 'POST', headers: { authorization: `Bearer ${secret}` } })

it('says that it has no port of its own, before it opens anything', async () => {
  vi.stubEnv('OPERATIONS_PORT', '8082')
  const answer = await fetch(`${base}/health`)
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('set OPERATIONS_TOKEN instead')])
  vi.stubEnv('OPERATIONS_PORT', undefined)
})

it('refuses strangers', async () => {
  expect((await cron('wrong')).status).toBe(401)
  const update = await fetch(`${base}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"update_id":1}',
  })
  expect(update.status).toBe(401)
  for (const authorization of ['', 'Bearer wrong', 'Bearer cron-secret-of-tests'])
    expect((await fetch(`${base}/metrics`, { headers: { authorization } })).status).toBe(401)
})

it('runs what is due, and answers people through the webhook that it announced', async () => {
  const answer = await cron('cron-secret-of-tests')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ ran: true, features: { 'voucher-tracker': {} } })
  const anna = createDriver(standin, account).user('Anna')
  await anna.sends('/start')
  await anna.sees(/Anna/)
  await anna.sends('/nonsense')
  await anna.sees(/don’t know this command/)
  expect(await (await fetch(`${base}/health`)).json()).toEqual({ status: expect.any(String) })
  const metrics = await fetch(`${base}/metrics`, { headers: { authorization: 'Bearer operations-token-of-tests' } })
  expect(await metrics.text()).toMatch(/^updates_total/m)
  expect(standin.stats().findings).toEqual([])
})
