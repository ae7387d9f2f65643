import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { createOutsideClient } from '@bazaar/core/outside'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type EtsyStandIn, startEtsy } from '../demo/etsy-standin.ts'
import { createCli } from '../src/cli.ts'
import { env } from '../src/env.ts'
import { createEtsyApi } from '../src/etsy/client.ts'

let etsy: EtsyStandIn
beforeEach(async () => {
  etsy = await startEtsy()
})
afterEach(() => etsy.close())

const full = {
  ETSY_API_KEY: 'demo-keystring',
  ETSY_SHARED_SECRET: 'demo-secret',
  ETSY_REDIRECT_URL: 'https://bot.example.com/api/etsy-lowstock/callback',
}

async function run(given: Readonly<Record<string, string>>) {
  const settings = z.object(env).parse(given)
  const client = createOutsideClient({
    ...{ name: 'etsy', baseUrl: `${etsy.apiUrl}/`, timeoutMs: 5_000, retries: 0, userAgent: 'test' },
    ...{
      breaker: { failures: 5, halfOpenAfterMs: 1_000 },
      log: createLogger({ level: 'silent' }),
      metrics: createMetrics(),
    },
  })
  const never = () => Promise.reject(new Error('The quota is not asked.'))
  const quota = { take: never, heed: never, pause: never, state: never }
  const apiKey = `${settings.ETSY_API_KEY}:${settings.ETSY_SHARED_SECRET}`
  const [verb] = createCli(createEtsyApi({ client, quota, apiKey }), settings)
  const lines: string[] = []
  const code = await verb?.run([], (line) => void lines.push(line))
  return { code, text: lines.join('\n') }
}

it('etsy:check says what is not set, and asks nobody', async () => {
  const { ETSY_API_KEY } = full
  expect(await run({ ETSY_API_KEY })).toMatchObject({
    code: 0,
    text: expect.stringContaining('Not set: ETSY_SHARED_SECRET, ETSY_REDIRECT_URL'),
  })
  expect(etsy.calls()).toEqual([])
})

it('etsy:check says that Etsy refuses the application, without its secret', async () => {
  const refused = await run({ ...full, ETSY_SHARED_SECRET: 'another-secret' })
  expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('HTTP 403') })
  expect(refused.text).not.toContain('another-secret')
})

it('etsy:check says that Etsy knows it', async () => {
  expect(await run(full)).toMatchObject({ code: 0, text: expect.stringContaining('knows your application') })
})
