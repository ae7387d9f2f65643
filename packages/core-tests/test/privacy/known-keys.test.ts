import { createApp, openCommandLine, openWorkbench } from '@bazaar/core/app'
import type { Config } from '@bazaar/core/config'
import { createKeyring, generateKey, parseKeys } from '@bazaar/core/crypto'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createKeeperFeature } from './keeper-feature.ts'

const [a, otherA, b, otherB] = ['a', 'a', 'b', 'b'].map((id) => `${id}:${generateKey()}`)
const features = [createKeeperFeature()]
const refusal = (id: string) =>
  new RegExp(`^Key "${id}" of ENCRYPTION_KEYS has another secret.*Put the old secret back`)
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ features, env: { ENCRYPTION_KEYS: `${a}` } })
})
beforeEach(() => platform.app.core.db.pool.query(`DELETE FROM core_key WHERE id <> 'a'`))
afterAll(() => platform?.stop())

const under = (keys: string): Config => ({
  ...platform.config,
  platform: { ...platform.config.platform, ENCRYPTION_KEYS: keys },
})

/** Each way into the database; all of them end what they opened. */
const entries: Readonly<Record<string, (config: Config) => Promise<unknown>>> = {
  async 'the bot'(config) {
    const { databaseUrl, clock } = platform
    const app = await createApp({ config, allFeatures: features, databaseUrl, version: 'test', clock })
    await app.stop()
  },
  async 'the command line'(config) {
    const line = await openCommandLine(config, platform.databaseUrl)
    try {
      await line.verbs.find(({ name }) => name === 'rotate-keys')?.run([], () => undefined)
    } finally {
      await line.close()
    }
  },
  async 'a workbench'(config) {
    const { databaseUrl, clock } = platform
    await (await openWorkbench({ config, databaseUrl, clock, botUsername: 'bazaar_test_bot' })).close()
  },
}

it.each(Object.entries(entries))('%s refuses another secret under a known id, wherever it stands', async (_, enter) => {
  await expect(enter(under(`${otherA}`))).rejects.toThrow(refusal('a'))
  await expect(enter(under(`${b},${otherA}`))).rejects.toThrow(refusal('a'))
  await enter(under(`${b},${a}`))
  await expect(enter(under(`${otherB},${a}`))).rejects.toThrow(refusal('b'))
  await enter(under(`${a}`))
})

it('of two that come at once with two secrets under one id, one goes on', async () => {
  const ends = await Promise.allSettled([b, otherB].map((key) => entries['a workbench']?.(under(`${key},${a}`))))
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

it('a database from before keys were remembered tells by what was sealed in it', async () => {
  const { db, keyring, clock } = platform.app.core
  const result = keyring.seal('a value', 'core_once.result')
  await db.prisma.onceResult.create({ data: { key: 'ke.known', userId: 5n, createdAt: clock.now(), result } })
  await db.pool.query('DELETE FROM core_key')
  await expect(entries['the bot']?.(under(`${otherA}`))).rejects.toThrow(refusal('a'))
  await entries['the bot']?.(under(`${b},${a}`))
  const { rows } = await db.pool.query('SELECT id FROM core_key ORDER BY id')
  expect(rows).toEqual([{ id: 'a' }, { id: 'b' }])
})

it('an update that was left under a missing key is told, and keeps no other from being handled', async () => {
  const anna = platform.telegram.user('Anna')
  await anna.sends('/start')
  await anna.sees('Hello')
  const { db, keyring } = platform.app.core
  const rings = [createKeyring({ keys: parseKeys(`${b}`) }), keyring]
  for (const [index, ring] of rings.entries()) {
    const update = {
      update_id: 900_000_000 + index,
      message: {
        message_id: 900_000 + index,
        date: 1_700_000_000,
        chat: { id: anna.id, type: 'private', first_name: 'Anna' },
        from: { id: anna.id, is_bot: false, first_name: 'Anna' },
        text: '/button',
        entities: [{ type: 'bot_command', offset: 0, length: 7 }],
      },
    }
    await db.pool.query(
      `INSERT INTO core_inbox (bot_id, update_id, delivery_key, owner, leased_until, body)
       VALUES ($1, $2, $3, 'gone', clock_timestamp(), $4)`,
      [platform.account.id, update.update_id, `chat:${anna.id}`, ring.seal(JSON.stringify(update), 'core_inbox.body')],
    )
  }
  await platform.restart()
  await anna.sees('A card')
  const told = platform.logged.filter((line) => line.includes('an unfinished update cannot be opened'))
  expect(told.map((line) => JSON.parse(line))).toMatchObject([{ updateId: 900_000_000 }])
})
