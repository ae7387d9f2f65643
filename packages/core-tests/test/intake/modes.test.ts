import {
  hasRedisServer,
  type RedisServer,
  startRedisServer,
  startTestPlatform,
  type TestPlatform,
  waitFor,
} from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEchoFeature } from '../bot/echo-feature.ts'

const redisHere = hasRedisServer()
const worlds = [
  { mode: 'polling', redis: false },
  { mode: 'polling', redis: true },
  { mode: 'webhook', redis: false },
  { mode: 'webhook', redis: true },
] as const

describe.each(worlds)('the core by $mode, Redis: $redis', ({ mode, redis: withRedis }) => {
  let platform: TestPlatform
  let redis: RedisServer | undefined
  beforeAll(async () => {
    if (withRedis && !redisHere) return
    redis = withRedis ? await startRedisServer() : undefined
    platform = await startTestPlatform({
      features: [createEchoFeature()],
      mode,
      ...(redis ? { redisUrl: redis.url } : {}),
    })
  })
  afterAll(async () => {
    await platform?.stop()
    await redis?.stop()
  })
  const test = it.skipIf(withRedis && !redisHere)

  /** Start, a button, a form and a refusal: what every feature needs. */
  async function talk(name: string): Promise<void> {
    const anna = platform.telegram.user(name)
    await anna.sends('/start')
    await anna.sees('Echo is open')
    await anna.sends('/count')
    await anna.sees('Counted 1')
    expect(await anna.presses('One more')).toMatchObject({ text: 'Counted 2' })
    await anna.sees('Counted 2')
    await anna.sends('/form')
    await anna.sees('What is your name?')
    await anna.sends('Anna')
    await anna.sees('Thank you, Anna!')
    await anna.sends('/form')
    await anna.sees('What is your name?')
    await anna.sends('/cancel')
    await anna.sees('Cancelled.')
    await anna.sends('/refuse')
    await anna.sees('No, because')
  }

  test('talks', () => talk('Anna'))

  test('keeps the order of one chat', async () => {
    const anna = platform.telegram.user('Anna')
    const texts = Array.from({ length: 20 }, (_, index) => `n${index}`)
    for (const text of texts) await anna.sends(text)
    await anna.sees('You said n19')
    expect(anna.botMessages().map(({ text }) => text)).toEqual(texts.map((text) => `You said ${text}`))
  })

  test('answers though Telegram answers replies with 429, 500 and broken connections', async () => {
    const anna = platform.telegram.user('Anna')
    platform.standin.faults.add({ method: 'sendMessage', kind: '429', retry_after: 1, times: 1 })
    await anna.sends('patience')
    await anna.sees('You said patience')
    for (const kind of ['500', '502', 'reset_before', 'reset_after'] as const) {
      platform.standin.faults.add({ method: 'sendMessage', kind, times: 1 })
      await anna.sends(`after ${kind}`)
      // What may have been sent is not sent again; the person is told that something went wrong.
      await anna.sees(/went wrong on our side/)
    }
    await anna.sends('fine again')
    await anna.sees('You said fine again')
  })

  test('goes on when Redis is killed, and when it is back', async () => {
    if (!redis) return
    const state = async () => {
      const { checks, status } = (await platform.operations('/health')).json()
      return `${status} ${checks.redis.state}`
    }
    expect(await state()).toBe('ok ok')
    await redis.kill()
    await talk('Boris')
    await expect.poll(state).toBe('degraded degraded')
    await redis.restart()
    await waitFor('Redis is back', async () => (await state()) === 'ok ok')
    await talk('Clara')
  })
})
