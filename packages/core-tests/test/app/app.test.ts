import { defineFeature } from '@bazaar/core/feature'
import { jobType, onJob } from '@bazaar/core/jobs'
import { cronSecret, startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { localesOf } from '../bot/probe-feature.ts'

const ran: string[] = []
const tellOne = jobType('tell.one', z.object({ chat: z.number(), n: z.number() }))

/** A job that tells somebody something, and a check for outside schedulers. */
const tell = defineFeature({
  id: 'tell',
  code: 'te',
  env: {},
  locales: localesOf('tell-title = Tell\ntell-news = News { $n }\n'),
  build: (core) => [
    {
      topics: [{ id: 'tell-news', lane: 'alert', errsOn: 'duplicate' }],
      jobs: [
        onJob(tellOne, {
          timeoutMs: 5_000,
          maxAttempts: 1,
          async run({ chat, n }) {
            ran.push(`job ${n}`)
            await core.db.tx((tx) =>
              core.notifications.emit(tx, {
                topic: 'tell-news',
                chatId: BigInt(chat),
                entity: String(n),
                transition: 'told',
                content: { text: { key: 'tell-news', params: { n } } },
              }),
            )
          },
        }),
      ],
      cron: async () => {
        ran.push('cron')
        return { looked: 1 }
      },
      start: async () => void ran.push('start'),
      stop: async () => void ran.push('stop'),
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

describe('a web process', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    // Nothing runs or sends by itself here: what happens is what /api/cron did.
    platform = await startTestPlatform({ features: [tell], mode: 'webhook', env: { ROLE: 'web' } })
  })
  afterAll(() => platform?.stop())
  const call = (url: string, headers: Record<string, string> = {}) => platform.app.http.app.inject({ url, headers })

  it('says how it is, without a secret in it', async () => {
    const health = await platform.operations('/health')
    expect(health.statusCode).toBe(200)
    expect(health.json()).toMatchObject({
      status: 'ok',
      version: 'test',
      time: platform.clock.now().toISOString(),
      checks: {
        process: { state: 'ok' },
        database: { state: 'ok' },
        redis: { state: 'off' },
        telegram: { state: 'ok' },
        jobs: { state: 'ok', detail: { lateMs: 0 } },
        outbox: { state: 'ok', detail: { pending: 0, oldestDueMs: 0 } },
      },
    })
    for (const secret of [platform.account.token, cronSecret, new URL(platform.databaseUrl).password])
      expect(health.body).not.toContain(secret)
    expect((await call('/ready')).statusCode).toBe(200)
  })

  it('lets nobody without the secret run the cron', async () => {
    expect((await call('/api/cron')).statusCode).toBe(401)
    expect((await call('/api/cron', { authorization: 'Bearer wrong' })).statusCode).toBe(401)
    expect(ran).toEqual(['start'])
  })

  it('runs due jobs and sends what waits when the cron is called', async () => {
    const people = [platform.telegram.user('Anna'), platform.telegram.user('Boris')]
    for (const person of people) {
      await person.sends('/start')
      await person.sees('Hello')
    }
    const { db, jobs } = platform.app.core
    await db.tx(async (tx) => {
      for (const [n, { id }] of people.entries()) await jobs.enqueue(tx, tellOne, { chat: id, n })
    })
    const done = await call('/api/cron', { authorization: `Bearer ${cronSecret}` })
    expect(done.statusCode).toBe(200)
    expect(done.json()).toMatchObject({
      ran: true,
      features: { tell: { looked: 1 } },
      jobs: { failed: 0, dead: 0 },
      outbox: { sent: 2 },
    })
    for (const [n, person] of people.entries()) expect(person.botMessages(`News ${n}`)).toHaveLength(1)
    expect(ran.toSorted()).toEqual(['cron', 'job 0', 'job 1', 'start'])
    const again = await call('/api/cron', { authorization: `Bearer ${cronSecret}` })
    expect(again.json()).toMatchObject({ jobs: { succeeded: 0 }, outbox: { sent: 0 } })
  })

  it('makes links that open it', async () => {
    await expect(platform.app.core.startLink('offer_34')).resolves.toBe('https://t.me/bazaar_test_bot?start=offer_34')
    await expect(platform.app.core.startLink('no spaces')).rejects.toThrow('cannot be a start payload')
  })

  it('counts what it does', async () => {
    const { body } = await platform.operations('/metrics')
    expect(body).toMatch(/^updates_total\{kind="message"\} [1-9]/m)
    expect(body).toMatch(/^handler_seconds_count [1-9]/m)
  })

  it('starts its features before updates come and stops them at the end, and leaves no process behind', async () => {
    await platform.restart()
    expect(ran.filter((line) => line === 'start' || line === 'stop')).toEqual(['start', 'stop', 'start'])
    const { rows } = await platform.app.core.db.pool.query('SELECT role FROM core_instance')
    expect(rows).toEqual([{ role: 'web' }])
  })
})

describe('features that do not fit together', () => {
  const broken = (id: string, code: string, texts: string) =>
    defineFeature({
      id,
      code,
      env: {},
      locales: localesOf(texts),
      build: () => [
        {
          commands: [{ name: 'start', audience: 'everyone', run: async () => undefined }],
          topics: [{ id: 'news', lane: 'alert', errsOn: 'duplicate' }],
          eraseUser: async () => undefined,
          exportUser: async () => ({}),
        },
      ],
    })

  it('do not boot: a job that bears the name of a subscription', async () => {
    const event = { name: 'first.made', payload: z.object({}) }
    const personal = { eraseUser: async () => undefined, exportUser: async () => ({}) }
    const first = defineFeature({
      ...{ id: 'first', code: 'fi', env: {} },
      locales: localesOf('first-title = First\n'),
      build: () => [{ ...personal, events: [event] }],
    })
    const second = defineFeature({
      ...{ id: 'second', code: 'se', env: {} },
      locales: localesOf('second-title = Second\n'),
      build: () => [
        {
          ...personal,
          subscriptions: [{ event: event.name, payload: z.object({}), handle: async () => undefined }],
          jobs: [
            onJob(jobType('second.on-first.made', z.object({})), {
              timeoutMs: 1_000,
              maxAttempts: 1,
              run: async () => undefined,
            }),
          ],
        },
      ],
    })
    await expect(startTestPlatform({ features: [first, second] })).rejects.toThrow(
      'Job "second.on-first.made": is declared twice',
    )
  })

  it('do not boot: one error lists every problem', async () => {
    const boot = startTestPlatform({ features: [broken('one', 'on', 'tell-x = X')] })
    await expect(boot).rejects.toThrow(/The features do not fit together:/)
    const message = await boot.catch((error: Error) => error.message)
    for (const problem of [
      'command "start" is declared twice',
      'topic "news" must start with "one-"',
      'text "tell-x" must start',
      'needs the text "one-command-start"',
    ])
      expect(message).toContain(problem)
  })

  it('are found before anything is built when their ids clash', async () => {
    const boot = startTestPlatform({ features: [broken('one', 'on', ''), broken('two', 'on', '')] })
    await expect(boot).rejects.toThrow('feature code "on" is declared twice')
  })
})
