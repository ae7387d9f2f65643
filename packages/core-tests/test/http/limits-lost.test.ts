import { createHttpServer, type HttpServer, route } from '@bazaar/core/http'
import { createLimits } from '@bazaar/core/limits'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { createFakeClock } from '@bazaar/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'

/** Nobody listens there. */
const pool = new pg.Pool({ host: '127.0.0.1', port: 1 })
let server: HttpServer
beforeAll(() => {
  const base = {
    method: 'GET',
    summary: 'For tests',
    limit: { max: 5, windowMs: 60_000 },
    responses: { 200: z.object({}) },
  } as const
  const open = route({ ...base, path: '/open', access: { by: 'public' }, handle: async ({ reply }) => reply(200, {}) })
  const guarded = route({
    ...base,
    path: '/guarded',
    access: { by: 'operator-key', header: 'API_Key', key: 'right-key' },
    handle: async ({ reply }) => reply(200, {}),
  })
  server = createHttpServer({
    log: createLogger({ level: 'error' }),
    metrics: createMetrics(),
    clock: createFakeClock(),
    version: 'test',
    checks: {},
    routes: {
      features: [{ id: 'shop', routes: [open, guarded] }],
      limits: createLimits({ db: { pool } }),
      apiKeys: { find: async () => undefined },
      idempotency: { run: () => Promise.reject(new Error('Nothing here is idempotent.')) },
    },
  })
})
afterAll(async () => {
  await server.closeGracefully(0)
  await pool.end()
})

it('where limits cannot be counted, everybody’s routes go on and those with a key wait', async () => {
  expect((await server.app.inject('/api/shop/open')).statusCode).toBe(200)
  const ask = (key: string) => server.app.inject({ url: '/api/shop/guarded', headers: { api_key: key } })
  const answer = await ask('right-key')
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '5'])
  expect((await ask('wrong-key')).statusCode).toBe(429)
})
