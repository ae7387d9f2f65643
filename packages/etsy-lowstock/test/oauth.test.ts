import { createHash } from 'node:crypto'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { createOutsideClient } from '@bazaar/core/outside'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type EtsyStandIn, startEtsy } from '../demo/etsy-standin.ts'
import { env } from '../src/env.ts'
import { createOauth, etsyUserIdOf } from '../src/etsy/oauth.ts'

const redirectUrl = 'https://bot.example.com/api/etsy-lowstock/callback'
const verifier = 'a-verifier-of-forty-three-characters-at-least'
const challenge = createHash('sha256').update(verifier).digest('base64url')
const lines: string[] = []
let etsy: EtsyStandIn
beforeAll(async () => {
  etsy = await startEtsy({ redirectUris: [redirectUrl] })
})
beforeEach(() => etsy.faults.clear())
afterAll(() => etsy?.close())

function oauth(changed: Readonly<Record<string, string | undefined>> = {}) {
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const settings = z.object(env).parse({
    ETSY_API_KEY: 'demo-keystring',
    ETSY_SHARED_SECRET: 'demo-secret',
    ETSY_REDIRECT_URL: redirectUrl,
    ETSY_TOKEN_URL: etsy.tokenUrl,
    ETSY_CONNECT_URL: `${etsy.connectUrl}?kept=no`,
    ...changed,
  })
  return createOauth({
    settings,
    outside: (client) => createOutsideClient({ ...client, log, metrics: createMetrics() }),
  })
}

async function codeOf(): Promise<string> {
  const url = oauth().connectUrl({ state: 'state-1', challenge, scopes: 'shops_r listings_r' }) ?? ''
  return new URL(await etsy.approve(url)).searchParams.get('code') ?? ''
}

async function tokens() {
  const answer = await oauth().exchange({ code: await codeOf(), verifier })
  if (!answer.ok) throw new Error(`Etsy refused: ${answer.detail}`)
  return answer.tokens
}

it.each(['ETSY_API_KEY', 'ETSY_SHARED_SECRET', 'ETSY_REDIRECT_URL'])('does nothing without %s', async (name) => {
  const bare = oauth({ [name]: undefined })
  const notSet = { ok: false, why: 'unavailable', detail: 'not configured' }
  expect(bare.connectUrl({ state: 'state-1', challenge, scopes: 'shops_r listings_r' })).toBeUndefined()
  expect(await bare.exchange({ code: 'a', verifier })).toEqual(notSet)
  expect(await bare.refresh('1.a')).toEqual(notSet)
})

it('asks for a person’s permission to read and nothing else', () => {
  const url = new URL(oauth().connectUrl({ state: 'state-1', challenge, scopes: 'shops_r listings_r' }) ?? '')
  expect(`${url.origin}${url.pathname}`).toBe(etsy.connectUrl)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'demo-keystring',
    redirect_uri: redirectUrl,
    scope: 'shops_r listings_r',
    state: 'state-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
})

it('a code is refused with another verifier, and a second time', async () => {
  const code = await codeOf()
  const refused = { ok: false, why: 'invalid-grant', detail: 'HTTP 400 invalid_grant' }
  expect(await oauth().exchange({ code, verifier: `${verifier}x` })).toEqual(refused)
  const second = await codeOf()
  expect(await oauth().exchange({ code: second, verifier })).toMatchObject({ ok: true })
  expect(await oauth().exchange({ code: second, verifier })).toEqual(refused)
})

it('a refresh token is good once, and brings the next pair', async () => {
  const first = await tokens()
  expect(first).toMatchObject({ expiresInSeconds: 3600 })
  expect(etsyUserIdOf(first.access)).toBe(53_000_001n)
  const second = await oauth().refresh(first.refresh)
  expect(second).toMatchObject({ ok: true, tokens: { expiresInSeconds: 3600 } })
  expect(await oauth().refresh(first.refresh)).toEqual({
    ok: false,
    why: 'invalid-grant',
    detail: 'HTTP 400 invalid_grant',
  })
})

it.each([
  ['status', { status: 500 }, 'HTTP 500'],
  ['status', { status: 429 }, 'HTTP 429'],
  ['status', { status: 401 }, 'HTTP 401'],
  ['html', {}, 'unreadable answer'],
  ['html', { status: 400 }, 'HTTP 400'],
  ['broken-json', {}, 'unreadable answer'],
  ['cut-before', {}, 'network'],
  ['cut-after', {}, 'network'],
] as const)('a call that ends in %s (%j) is no verdict about the grant', async (kind, more, detail) => {
  const { refresh } = await tokens()
  etsy.faults.add({ kind, ...more, match: /oauth\/token/ })
  const answer = await oauth().refresh(refresh)
  expect(answer).toMatchObject({ ok: false, why: 'unavailable', detail: expect.stringContaining(detail) })
})

it('whoever gives up is not kept waiting', async () => {
  const { refresh } = await tokens()
  etsy.faults.add({ kind: 'slow', delayMs: 2_000, match: /oauth\/token/ })
  const stop = new AbortController()
  const asking = oauth().refresh(refresh, stop.signal)
  stop.abort(new Error('stopping'))
  await expect(asking).rejects.toThrow('stopping')
})

it('no token, code or secret is in a log', async () => {
  const code = await codeOf()
  await oauth().exchange({ code, verifier: 'wrong' })
  const { access, refresh } = await tokens()
  etsy.faults.add({ kind: 'status', status: 500, match: /oauth\/token/ })
  await oauth().refresh(refresh)
  const logged = lines.join()
  expect(logged).toContain('Outside call failed')
  for (const secret of [code, verifier, access, refresh, 'demo-secret']) expect(logged).not.toContain(secret)
})

it('what begins with no number is no access token', () => {
  for (const odd of ['', '.a', 'abc.def', '12', '12345678901234567890.a'])
    expect(() => etsyUserIdOf(odd)).toThrow('does not begin with the number of an account')
})
