import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineFeature } from '../feature/index.ts'
import { describeProblems, loadConfig } from './index.ts'

const shop = defineFeature({
  id: 'shop',
  code: 'sh',
  env: {
    SHOP_INTERVAL: z.coerce.number({ error: 'a number of seconds' }).min(5, 'at least 5').default(30),
    SHOP_API_KEY: z.string().min(20, 'at least 20 characters').optional(),
  },
  envAliases: { SHOP_INTERVAL: ['CHECK_INTERVAL'] },
  locales: new URL('file:///nowhere/'),
  build: () => [
    {
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

const token = `123456:${'x'.repeat(35)}`
const keys = `a:${Buffer.alloc(32, 7).toString('base64')}`
const good = { BOT_TOKEN: token, ENCRYPTION_KEYS: keys }
const load = (env: Record<string, string>) => loadConfig([shop], { ...good, ...env })

function problemsOf(env: Record<string, string>): Record<string, string> {
  const result = loadConfig([shop], env)
  if (result.ok) throw new Error('This configuration should have been refused.')
  return Object.fromEntries(result.problems.map(({ variable, got, expected }) => [variable, `${got} -> ${expected}`]))
}

describe('a good configuration', () => {
  it('needs a token and a key, and has defaults for the rest', () => {
    const result = load({})
    if (!result.ok) throw new Error(describeProblems(result.problems))
    expect(result.config).toMatchObject({
      updates: { mode: 'polling' },
      adminIds: [],
      featureEnv: { shop: { SHOP_INTERVAL: 30 } },
    })
    expect(result.config.platform).toMatchObject({
      RATE_LIMIT_MAX_REQUESTS: 100,
      RATE_LIMIT_WINDOW_SECONDS: 60,
      DATABASE_POOL_SIZE: 20,
      ROLE: 'all',
    })
  })

  it('is by webhook as soon as there is an address', () => {
    const result = load({ WEBHOOK_URL: 'https://bot.example.com', WEBHOOK_SECRET: 'a-secret-of-some-length' })
    expect(result).toMatchObject({
      ok: true,
      config: { updates: { mode: 'webhook', secret: 'a-secret-of-some-length' } },
    })
  })

  it('takes the old names, also twice with one value', () => {
    const { BOT_TOKEN: _, ...rest } = good
    const result = loadConfig([shop], {
      ...rest,
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_TOKEN: token,
      CHECK_INTERVAL: '60',
    })
    expect(result).toMatchObject({
      ok: true,
      config: { platform: { BOT_TOKEN: token }, featureEnv: { shop: { SHOP_INTERVAL: 60 } } },
    })
  })

  it('shows itself with its secrets masked', () => {
    const result = load({
      SHOP_API_KEY: 'k'.repeat(24),
      DATABASE_URL: 'postgres://u:hunter2@db/bazaar',
      LOG_LEVEL: 'warn',
    })
    if (!result.ok) throw new Error(describeProblems(result.problems))
    const shown = JSON.stringify(result.masked)
    for (const secret of [token, keys, 'kkkk', 'hunter2']) expect(shown).not.toContain(secret)
    expect(result.masked).toMatchObject({
      LOG_LEVEL: 'warn',
      SHOP_INTERVAL: '30',
      SHOP_API_KEY: '******** (24 characters)',
    })
  })
})

describe('a malformed configuration', () => {
  it('lists every problem at once, in one message, without a secret in it', () => {
    const env = {
      BOT_TOKEN: 'my-secret-token',
      ENCRYPTION_KEYS: 'a:c2hvcnQtc2VjcmV0',
      DATABASE_URL: 'mysql://u:hunter2@db/x',
      REDIS_URL: 'http://redis',
      DATABASE_POOL_SIZE: '1',
      PORT: 'eighty',
      ROLE: 'boss',
      LOG_LEVEL: 'loud',
      ADMIN_IDS: '12, @anna',
      RATE_LIMIT_MAX_REQUESTS: '2.5',
      WEBHOOK_URL: 'ftp://bot.example.com',
      WEBHOOK_SECRET: 'short!',
      CRON_SECRET: 'tiny',
      OPERATIONS_TOKEN: 'sixteen and more, in words',
      OPERATIONS_PORT: '8080.5',
      FEATURES: 'shop,shopp',
      SHOP_INTERVAL: '1',
      SHOP_API_KEY: 'short-api-key',
    }
    const found = problemsOf(env)
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(env).toSorted())
    expect(found).toMatchObject({
      BOT_TOKEN: '******** (15 characters) -> a token like 123456:ABC-DEF…',
      PORT: 'eighty -> a whole number from 0 to 65535',
      ROLE: 'boss -> all, web or worker',
      FEATURES: 'shopp -> ids out of shop',
      SHOP_INTERVAL: '1 -> at least 5',
      SHOP_API_KEY: '******** (13 characters) -> at least 20 characters',
    })
    const result = loadConfig([shop], env)
    const message = result.ok ? '' : describeProblems(result.problems)
    expect(message).toMatch(/^The configuration has 18 problems:\n/)
    for (const secret of [
      'my-secret-token',
      'c2hvcnQtc2VjcmV0',
      'hunter2',
      'short!',
      'tiny',
      'sixteen and more',
      'short-api-key',
    ])
      expect(message).not.toContain(secret)
  })

  it('is told what is missing', () => {
    const found = problemsOf({ WEBHOOK_URL: 'https://bot.example.com' })
    expect(Object.keys(found)).toEqual(['BOT_TOKEN', 'ENCRYPTION_KEYS', 'WEBHOOK_SECRET'])
    expect(found.BOT_TOKEN).toContain('BotFather')
    expect(found.ENCRYPTION_KEYS).toContain('new-key')
    expect(found.WEBHOOK_SECRET).toBe('nothing -> a secret, because WEBHOOK_URL is set')
  })

  it('takes no secret that no header can bring, and no port twice', () => {
    for (const secret of [
      'fifteen-letters',
      'sixteen letters and spaces',
      'sechzehn-zeichen-ü',
      'a-newline-at-its-end\n',
    ])
      for (const variable of ['OPERATIONS_TOKEN', 'CRON_SECRET'])
        expect(problemsOf({ ...good, [variable]: secret })[variable]).toMatch(/at least 16 characters.* no spaces/)
    expect(problemsOf({ ...good, PORT: '8081', OPERATIONS_PORT: '8081' })).toEqual({
      OPERATIONS_PORT:
        '8081 -> another port than PORT, which the public reaches; leave it out to use OPERATIONS_TOKEN instead',
    })
    expect(problemsOf({ ...good, OPERATIONS_PORT: '8080' })).toHaveProperty('OPERATIONS_PORT')
    expect(problemsOf({ ...good, OPERATIONS_PORT: '65536' })).toHaveProperty('OPERATIONS_PORT')
    const accepted = load({ OPERATIONS_PORT: '8081', OPERATIONS_TOKEN: 'a-token-of-some-length' })
    expect(accepted).toMatchObject({
      ok: true,
      config: { platform: { OPERATIONS_PORT: 8081, OPERATIONS_HOST: '127.0.0.1' } },
      masked: { OPERATIONS_TOKEN: '******** (22 characters)' },
    })
  })

  it('takes addresses and ranges of proxies, and nothing else', () => {
    for (const wrong of ['proxy.example.com', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/x', '300.1.1.1'])
      expect(problemsOf({ ...good, TRUSTED_PROXIES: wrong }), wrong).toHaveProperty('TRUSTED_PROXIES')
    expect(load({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8' })).toMatchObject({
      config: { platform: { TRUSTED_PROXIES: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'] } },
    })
  })

  it('refuses links that Telegram would refuse, and a webhook that it could not call', () => {
    for (const host of ['localhost:8080', 'shop', '[::1]', '127.0.0.1:8081', 'localhost.']) {
      const found = problemsOf({ ...good, PRIVACY_URL: `http://${host}/p`, TERMS_URL: `https://${host}/t` })
      expect(Object.keys(found)).toEqual(['PRIVACY_URL', 'TERMS_URL'])
      expect(found.PRIVACY_URL).toMatch(/-> a public address like https:.* leave the variable out/)
    }
    const webhook = { ...good, WEBHOOK_SECRET: 'a-secret-of-some-length' }
    for (const WEBHOOK_URL of ['http://bot.example.com', 'https://localhost', 'https://127.0.0.1:8443'])
      expect(problemsOf({ ...webhook, WEBHOOK_URL }).WEBHOOK_URL).toMatch(
        /a public https address, because Telegram calls it/,
      )
    const TELEGRAM_API_ROOT = 'http://127.0.0.1:8081'
    for (const accepted of [
      { PRIVACY_URL: 'http://203.0.113.7:8080/p', TERMS_URL: 'https://example.com/t' },
      { WEBHOOK_URL: 'http://127.0.0.1:8080', TELEGRAM_API_ROOT },
    ])
      expect(load({ ...webhook, ...accepted }).ok).toBe(true)
  })

  it('names both names when an old and a new one disagree, never their values', () => {
    const found = problemsOf({
      ...good,
      TELEGRAM_TOKEN: `999:${'y'.repeat(35)}`,
      SHOP_INTERVAL: '10',
      CHECK_INTERVAL: '20',
    })
    expect(found).toEqual({
      BOT_TOKEN: 'BOT_TOKEN and TELEGRAM_TOKEN -> one value: these names mean the same thing, keep one',
      SHOP_INTERVAL: 'SHOP_INTERVAL and CHECK_INTERVAL -> one value: these names mean the same thing, keep one',
    })
  })
})
