import { createApiKeys } from '@bazaar/core/api-keys'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDepotFeature } from './depot-feature.ts'
import { bearer, makesKey, newSpy, ordersScope, startDepot, stockScope } from './harness.ts'

const hour = 3_600_000
const spy = newSpy()
let platform: TestPlatform
beforeAll(async () => {
  platform = await startDepot(spy)
})
afterAll(() => platform?.stop())

const get = (url: string, headers: Record<string, string> = {}) =>
  platform.app.http.app.inject({ url, headers, remoteAddress: '10.2.0.1' })
const me = (headers: Record<string, string> = {}, query = '') => get(`/api/depot/v1/me${query}`, headers)

describe('a route for people’s programs', () => {
  it('refuses who brings no key, one that is none, one in the address, and one of another scope', async () => {
    const anna = platform.telegram.user('Anna')
    const key = await makesKey(anna, stockScope)
    for (const headers of [{}, { authorization: key }, { authorization: `Basic ${key}` }, { 'x-depot-key': key }]) {
      const answer = await me(headers)
      expect([answer.statusCode, answer.json().error]).toEqual([401, 'core-http-key-missing'])
      expect(answer.headers['www-authenticate']).toBe('Bearer')
    }
    expect((await me({}, `?authorization=Bearer%20${key}&api_key=${key}`)).statusCode).toBe(401)
    for (const wrong of ['nonsense', `${key}x`, key.slice(0, -1), `bzk_${'A'.repeat(43)}`]) {
      const answer = await me(bearer(wrong))
      expect([answer.statusCode, answer.json().error]).toEqual([401, 'core-http-key-unknown'])
    }
    const other = await me(bearer(key))
    expect([other.statusCode, other.json().error]).toEqual([403, 'core-http-scope'])
    expect(platform.logged.join()).not.toContain(key)
  })

  it('knows whose key it is, in the header that it names', async () => {
    const anna = platform.telegram.user('Anna')
    const key = await makesKey(anna, ordersScope, stockScope)
    expect((await me(bearer(key))).json()).toEqual({ user: String(anna.id) })
    expect((await get('/api/depot/v1/stock', { 'x-depot-key': key })).json()).toEqual({ ok: true })
  })

  it('reads numbers of ours from the path, and may have nothing to say', async () => {
    const key = await makesKey(platform.telegram.user('Anna'), ordersScope)
    const cancel = (id: string) =>
      platform.app.http.app.inject({ method: 'DELETE', url: `/api/depot/v1/orders/${id}`, headers: bearer(key) })
    expect((await cancel('twelve')).json()).toMatchObject({
      error: 'core-http-invalid',
      problems: [{ path: 'params.id' }],
    })
    const answer = await cancel('12345678901234567890')
    expect([answer.statusCode, answer.body, spy.hooks]).toEqual([204, '', [12345678901234567890n]])
  })

  it('is limited for each key, by itself and over all routes', async () => {
    const anna = platform.telegram.user('Anna')
    const [key, other] = [await makesKey(anna, ordersScope, stockScope), await makesKey(anna, stockScope)]
    const stock = async (of: string) => (await get('/api/depot/v1/stock', { 'x-depot-key': of })).statusCode
    expect([await stock(key), await stock(key), await stock(key), await stock(key)]).toEqual([200, 200, 200, 429])
    expect(await stock(other)).toBe(200)
    const statuses = []
    for (let request = 0; request < 61; request++) statuses.push((await me(bearer(key))).statusCode)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
    const limited = await me(bearer(key))
    expect(limited.json().error).toBe('core-http-limited')
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('tells an address that guesses to wait', async () => {
    const guess = (n: number) =>
      platform.app.http.app.inject({
        url: '/api/depot/v1/me',
        headers: bearer(`bzk_${String(n).padStart(43, '0')}`),
        remoteAddress: '10.2.0.9',
      })
    const statuses = []
    for (let n = 0; n < 21; n++) statuses.push((await guess(n)).statusCode)
    expect(statuses.slice(19)).toEqual([401, 429])
  })
})

describe('/apikeys', () => {
  it('shows a key once, stores its hash, and revokes it after asking', async () => {
    const anna = platform.telegram.user('Anna')
    const key = await makesKey(anna, ordersScope)
    const row = await platform.app.core.db.prisma.apiKey.findFirstOrThrow({ where: { userId: BigInt(anna.id) } })
    expect(JSON.stringify(row, (_name, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      key.slice(8),
    )
    await anna.presses('‹ API keys')
    const list = await anna.sees(/not used yet/)
    expect(list.text).toContain(`${key.slice(0, 8)}…`)
    expect(list.text).toContain(ordersScope)
    expect(list.text).not.toContain(key)

    expect((await me(bearer(key))).statusCode).toBe(200)
    await anna.sends('/apikeys')
    await anna.sees(/last used/)
    await anna.presses(`Revoke ${key.slice(0, 8)}…`)
    await anna.sees(/cannot be undone/)
    expect((await me(bearer(key))).statusCode).toBe(200)
    await anna.presses('Yes, revoke')
    await anna.sees(/the key no longer works/)
    expect((await me(bearer(key))).json().error).toBe('core-http-key-unknown')
  })

  it('makes one key of one card, however often it is pressed, and five at most', async () => {
    const anna = platform.telegram.user('Anna')
    const { db } = platform.app.core
    const count = () => db.prisma.apiKey.count({ where: { userId: BigInt(anna.id), revokedAt: null } })
    await anna.sends('/apikeys')
    await anna.sees(/You have none/)
    await anna.presses('➕ New key')
    await anna.presses(ordersScope)
    const card = await anna.sees(/Choose at least one/)
    await Promise.all([
      anna.presses('Make the key', { messageId: card.message_id }),
      anna.presses('Make the key', { messageId: card.message_id }),
    ])
    await anna.sees(/Your new API key/)
    expect(await count()).toBe(1)
    for (let key = 1; key < 5; key++) await makesKey(anna, ordersScope)
    expect(await count()).toBe(5)
    await anna.sends('/apikeys')
    const full = await anna.sees(/API keys/)
    expect(JSON.stringify(full)).not.toContain('New key')
  })

  it('makes five at most, also of many cards at once', async () => {
    const { db, clock } = platform.app.core
    const apiKeys = createApiKeys({ db, clock })
    const userId = BigInt(platform.telegram.user('Anna').id)
    const made = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => apiKeys.create({ userId, scopes: ['depot.orders'], card: `${userId}-${n}` })),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const [first] = await apiKeys.list(userId)
    const stranger = userId + 1n
    await expect(apiKeys.get(stranger, first?.id ?? 0n)).rejects.toThrow('core-api-key-gone')
    expect(await db.tx((tx) => apiKeys.revoke(tx, stranger, first?.id ?? 0n))).toBe(false)
    expect(await db.tx((tx) => apiKeys.revoke(tx, userId, first?.id ?? 0n))).toBe(true)
    await apiKeys.create({ userId, scopes: ['depot.orders'], card: `${userId}-more` })
  })

  it('writes down when a key was used once an hour', async () => {
    const anna = platform.telegram.user('Anna')
    const key = await makesKey(anna, ordersScope)
    const used = async () =>
      (await platform.app.core.db.prisma.apiKey.findFirstOrThrow({ where: { userId: BigInt(anna.id) } })).lastUsedAt
    await me(bearer(key))
    const first = await used()
    await platform.advance(hour / 2)
    await me(bearer(key))
    expect(await used()).toEqual(first)
    await platform.advance(hour)
    await me(bearer(key))
    expect((await used())?.getTime()).toBeGreaterThan(first?.getTime() ?? 0)
  })

  it('does not exist where no feature has anything for a key', async () => {
    const bare = await startTestPlatform({ features: [createDepotFeature(newSpy(), { scopes: false })] })
    try {
      const anna = bare.telegram.user('Anna')
      await anna.sends('/apikeys')
      await anna.sees(/don’t know this command/)
    } finally {
      await bare.stop()
    }
  })
})

it('keys are exported without what they are stored by, and erased with the person', async () => {
  const anna = platform.telegram.user('Anna')
  const key = await makesKey(anna, ordersScope)
  const store = platform.storeOf('core')
  const exported = JSON.stringify(await store.exportUser(BigInt(anna.id)), (_name, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(exported).toContain(key.slice(0, 8))
  expect(exported).not.toMatch(/[0-9a-f]{64}/)
  await platform.app.core.db.tx((tx) => store.eraseUser(tx, BigInt(anna.id)))
  expect((await me(bearer(key))).statusCode).toBe(401)
})
