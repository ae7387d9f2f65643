import { createDb, type Db } from '@bazaar/core/db'
import { defineFeature } from '@bazaar/core/feature'
import {
  hasRedisServer,
  type RedisServer,
  startRedisServer,
  startTestPlatform,
  type TestPlatform,
} from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { localesOf } from '../bot/probe-feature.ts'

const news = defineFeature({
  id: 'news',
  code: 'ne',
  env: {},
  locales: localesOf('news-title = News\nnews-told = Told { $n }\n'),
  build: () => [
    {
      topics: [{ id: 'news-told', lane: 'alert', errsOn: 'duplicate' }],
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

describe.skipIf(!hasRedisServer())('two processes with Redis', () => {
  let redis: RedisServer
  let platform: TestPlatform
  let db: Db
  beforeAll(async () => {
    redis = await startRedisServer()
    platform = await startTestPlatform({ features: [news], mode: 'webhook', replicas: 2, redisUrl: redis.url })
    db = createDb({ url: platform.databaseUrl, poolSize: 2, applicationName: 'leader-test' })
  })
  afterAll(async () => {
    await db?.close()
    await platform?.stop()
    await redis?.stop()
  })

  const tell = (chatId: number, n: number) => {
    const { core } = platform.app
    return core.db.tx((tx) =>
      core.notifications.emit(tx, {
        topic: 'news-told',
        chatId: BigInt(chatId),
        entity: String(n),
        transition: 'told',
        content: { text: { key: 'news-told', params: { n } } },
      }),
    )
  }
  const leaders = async () => (await db.pool.query(`SELECT FROM core_lock WHERE key = 'core:sender'`)).rowCount

  it('send the messages of one chat in order while Redis is killed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await tell(anna.id, 0)
    await anna.sees('Told 0')
    await redis.kill()
    // Whoever leads says so in the database, at the latest when it has found Redis lost.
    await vi.waitFor(async () => expect(await leaders()).toBe(1), { timeout: 30_000 })
    // The first message is long under way when the second one could leave.
    platform.standin.faults.add({ method: 'sendMessage', kind: 'slow', delay_ms: 1_500, times: 1 })
    await tell(anna.id, 1)
    await vi.waitFor(() => expect(platform.standin.faults.list()).toEqual([]), { timeout: 30_000 })
    await tell(anna.id, 2)
    await anna.sees('Told 1')
    await anna.sees('Told 2')
    expect(anna.botMessages(/Told/).map(({ text }) => text)).toEqual(['Told 0', 'Told 1', 'Told 2'])
  })
})
