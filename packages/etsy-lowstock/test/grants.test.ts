import { openCommandLine } from '@bazaar/core/app'
import { generateKey } from '@bazaar/core/crypto'
import { encryptionKeys, tracesOf } from '@bazaar/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { env } from '../src/env.ts'
import { createServices } from '../src/services.ts'
import { openTokens } from '../src/shop/tokens.ts'
import { clayThread, day, hour, interval, type Person, type Story, startStory } from './story-harness.ts'

let story: Story
let anna: Person
let shop: bigint

async function start(options: Parameters<typeof startStory>[0] = {}): Promise<void> {
  story = await startStory(options)
  anna = story.person('Anna')
  shop = await story.link(anna)
}
afterEach(() => story.stop())

const grantOf = () => story.db.prisma.etsyGrant.findUnique({ where: { shopId: shop } })
const stateOf = async () => (await story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop } })).state
const tokenCalls = () => story.etsy.calls().filter(({ kind }) => kind === 'token').length
const calls = () => story.etsy.calls().length

describe('5-N5 one refresher at a time', () => {
  it('20 callers in two processes: one asks Etsy, all get the new token', async () => {
    await start({ replicas: 2 })
    const settings = z.object(env).parse(story.settings)
    const both = story.platform.replicas.map(({ core }) => createServices(core, settings).shops.grants)
    const before = story.etsy.counts()
    await story.db.prisma.etsyGrant.update({
      where: { shopId: shop },
      data: { accessExpiresAt: story.platform.clock.now() },
    })
    const got = await Promise.all(Array.from({ length: 20 }, (_, n) => both[n % 2]?.access(shop)))
    const tokens = got.map((one) => (one?.ok ? one.access.token : undefined))
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).toBeDefined()
    const { refreshed, reused } = story.etsy.counts()
    expect({ refreshed: refreshed - before.refreshed, reused }).toEqual({ refreshed: 1, reused: 0 })
    expect((await grantOf())?.rotatingUntil).toBeNull()
  })

  it('one that was killed after its claim is taken over, and not before its lease is over', async () => {
    await start()
    const lease = (seconds: number) =>
      story.db.pool.query(
        `UPDATE etsy_lowstock_grant SET access_expires_at = $1, rotating_until = clock_timestamp() + $2 * interval '1 second'`,
        [story.platform.clock.now(), seconds],
      )
    await lease(1)
    const [until] = (await story.db.pool.query('SELECT rotating_until AS at FROM etsy_lowstock_grant')).rows
    const answer = await story.services.shops.grants.access(shop)
    expect(answer.ok).toBe(true)
    expect(Date.now()).toBeGreaterThanOrEqual(until.at.getTime() - 50)
    await lease(-1)
    expect((await story.services.shops.grants.access(shop)).ok).toBe(true)
    expect(story.etsy.counts()).toMatchObject({ refreshed: 2, reused: 0 })
  })
})

describe('5-N5 Etsy takes the permission back', () => {
  let boris: Person
  beforeEach(async () => {
    await start()
    boris = story.person('Boris')
    await boris.sends('/start')
    await story.db.prisma.etsyChat.create({
      data: {
        shopId: shop,
        chatId: BigInt(boris.id),
        userId: BigInt(boris.id),
        title: story.platform.app.core.keyring.seal('Boris', 'etsy_lowstock_chat.title'),
        addedAt: story.platform.clock.now(),
      },
    })
  })

  async function expectPaused(): Promise<void> {
    const told = await anna.sees(/Clay & Thread is disconnected/)
    expect(
      told.buttons
        .flat()
        .map((button) => button.text)
        .join(),
    ).toMatch(/Reconnect/)
    await boris.sees(/Clay & Thread is disconnected[\s\S]*paused until the owner has reconnected/)
    expect(await stateOf()).toBe('DISCONNECTED')
    expect(await grantOf()).toBeNull()
    const before = calls()
    for (const ms of [interval, hour, day, 8 * day]) await story.platform.advance(ms)
    expect(calls()).toBe(before)
    expect(boris.botMessages(/is disconnected/)).toHaveLength(1)
    expect(anna.botMessages(/is disconnected/)).toHaveLength(1)
  }

  it('revoked: found by the next look, one message with Reconnect, alerts paused, no call any more', async () => {
    story.etsy.revoke(clayThread.userId)
    await story.look()
    await expectPaused()
  })

  it('invalid_grant when the token is renewed: the same', async () => {
    story.etsy.revoke(clayThread.userId)
    await story.platform.advance(hour)
    await expectPaused()
  })

  it('connected again: what was sold meanwhile is told, once', async () => {
    story.etsy.revoke(clayThread.userId)
    await story.look()
    await anna.sees(/is disconnected/)
    story.etsy.sell(clayThread.print)
    await story.platform.advance(3 * day)
    expect(await story.link(anna)).toBe(shop)
    await anna.sees(/Sold out: Lino print/)
    await story.look()
    expect(
      await story.db.prisma.etsyAlert.count({ where: { kind: 'out', listing: { etsyListingId: clayThread.print } } }),
    ).toBe(2)
    expect(await stateOf()).toBe('ACTIVE')
  })

  it('a process that still holds the token from before cannot disconnect what was connected since', async () => {
    const old = await story.services.shops.grants.access(shop)
    if (!old.ok) throw new Error('No token.')
    await story.link(anna)
    story.etsy.faults.add({ kind: 'status', status: 401, times: 1 })
    const answer = await story.services.shops.grants.rotate(shop, old.generation)
    expect(answer.ok).toBe(true)
    expect(await stateOf()).toBe('ACTIVE')
  })
})

describe('5-N6 grants that end', () => {
  const keeps = () => story.platform.advance(day)

  it('a shop that is not looked at is renewed once a week', async () => {
    await start()
    await story.db.pool.query(`UPDATE etsy_lowstock_shop SET next_look_at = $1`, [
      new Date(story.platform.clock.now().getTime() + 300 * day),
    ])
    await story.db.pool.query(`DELETE FROM core_schedule WHERE key LIKE 'etsy-lowstock.look%'`)
    const renewals: number[] = []
    for (let days = 1; days <= 22; days++) {
      const before = tokenCalls()
      await keeps()
      if (tokenCalls() > before) renewals.push(days)
    }
    expect(renewals.map((at, n) => at - (renewals[n - 1] ?? 0))).toEqual([8, 8].slice(0, renewals.length))
    expect(renewals.length).toBe(2)
    expect(story.etsy.counts().reused).toBe(0)
  })

  it('where it cannot be renewed: warnings 14, 7 and 1 days before the end, once each; then it is over, once', async () => {
    await start()
    const fault = story.etsy.faults.add({ kind: 'status', status: 503, match: /oauth\/token/ })
    const warned: number[] = []
    for (let days = 1; days <= 92; days++) {
      const before = anna.botMessages(/the permission ends in/).length
      await story.platform.advance(day)
      if (anna.botMessages(/the permission ends in/).length > before) warned.push(days)
      if (days === 90) fault.remove()
    }
    expect(warned).toEqual([76, 83, 89])
    // The breaker of the token endpoint opens again by machine time.
    await expect
      .poll(async () => {
        await story.platform.advance(hour)
        return stateOf()
      })
      .toBe('DISCONNECTED')
    await story.platform.advance(day)
    expect(anna.botMessages(/is disconnected/)).toHaveLength(1)
  })

  it('renewed after a warning: the next time it is warned of from the start', async () => {
    await start()
    const ends = (days: number) =>
      story.db.pool.query('UPDATE etsy_lowstock_grant SET refresh_expires_at = $1, refreshed_at = $2', [
        new Date(story.platform.clock.now().getTime() + days * day),
        story.platform.clock.now(),
      ])
    const warnedDays = async () =>
      (await story.db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop } })).warnedDays
    const fault = story.etsy.faults.add({ kind: 'status', status: 503, match: /oauth\/token/ })
    await ends(6.5)
    await keeps()
    expect(await warnedDays()).toBe(7)
    fault.remove()
    const { generation } = (await grantOf()) ?? {}
    await expect.poll(async () => (await story.services.shops.grants.rotate(shop, generation ?? 0)).ok).toBe(true)
    expect(await warnedDays()).toBeNull()
  })
})

it('a shop whose tokens cannot be read now holds up no other one', async () => {
  await start()
  const boris = story.person('Boris')
  const other = await story.link(boris)
  await story.db.prisma.etsyGrant.update({
    where: { shopId: shop },
    data: { tokens: Buffer.from('of a key that is gone') },
  })
  await story.db.prisma.etsyGrant.updateMany({
    data: { refreshedAt: new Date(story.platform.clock.now().getTime() - 8 * day) },
  })
  await story.db.pool.query(`DELETE FROM core_schedule WHERE key LIKE 'etsy-lowstock.look%'`)
  await story.platform.advance(day)
  const grant = await story.db.prisma.etsyGrant.findUniqueOrThrow({ where: { shopId: other } })
  expect(grant.generation).toBeGreaterThan(1)
  expect(await story.services.shops.grants.access(shop)).toMatchObject({ ok: false, why: 'unavailable' })
  expect(await stateOf()).toBe('ACTIVE')
})

describe('5-N7 tokens are secrets', () => {
  it('in no log and in clear in no row; another key seals them anew', async () => {
    await start({ env: { LOG_LEVEL: 'debug' } })
    const sealed = await grantOf()
    if (!sealed) throw new Error('No grant.')
    const { keyring } = story.platform.app.core
    const tokens = openTokens(keyring, sealed.tokens)
    story.etsy.faults.add({ kind: 'status', status: 500, times: 1 })
    await story.platform.advance(hour)
    await story.platform.advance(hour)
    const later = openTokens(keyring, (await grantOf())?.tokens ?? new Uint8Array())
    if (!tokens || !later) throw new Error('The tokens cannot be read.')
    expect(later.access).not.toBe(tokens.access)
    for (const secret of [tokens.access, tokens.refresh, later.access, later.refresh, 'demo-secret']) {
      const piece = secret.slice(-24)
      expect(story.platform.logged.filter((line) => line.includes(piece))).toEqual([])
      expect(await tracesOf(story.platform.databaseUrl, piece)).toEqual({})
    }
    const other = `b:${generateKey()}`
    await story.platform.restart({ ENCRYPTION_KEYS: `${other},${encryptionKeys}` })
    const line = await openCommandLine(story.platform.config, story.platform.databaseUrl)
    const lines: string[] = []
    try {
      await line.verbs.find(({ name }) => name === 'rotate-keys')?.run([], (text) => lines.push(text))
    } finally {
      await line.close()
    }
    expect(lines).toContain('etsy_lowstock_grant.tokens: 1 sealed anew')
    await story.platform.restart({ ENCRYPTION_KEYS: other })
    const row = await story.platform.app.core.db.prisma.etsyGrant.findUniqueOrThrow({ where: { shopId: shop } })
    expect(openTokens(story.platform.app.core.keyring, row.tokens)).toEqual(later)
  })
})
