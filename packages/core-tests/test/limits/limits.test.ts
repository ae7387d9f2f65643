import { createDb } from '@bazaar/core/db'
import { createLimits, type LimitRule } from '@bazaar/core/limits'
import { redisHealth } from '@bazaar/core/redis'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { db, nowhere, redis, useStores, withOwnRedis, withRedis } from '../redis/use-stores.ts'
import { createModel } from './model.ts'

useStores()

const rule = (max: number, windowMs: number): LimitRule => ({ max, windowMs, onStoreLost: 'refuse' })

/** Steps of time in ms and batches of hits on three keys. */
const scenario = fc.record({
  max: fc.integer({ min: 1, max: 6 }),
  // Keys expire by the machine's clock, which this test does not move: no window is so short that one could run out meanwhile.
  windowMs: fc.constantFrom(60_000, 61_007, 3_600_000),
  startMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_100_000 }),
  steps: fc.array(
    fc.record({
      // In hundredths of the window, so that every window size sees bursts, slides and gaps.
      wait: fc.integer({ min: 0, max: 250 }),
      hits: fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), cost: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
})

describe('sliding-window limits', () => {
  let run = 0

  const stores = withRedis ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const)
  it.each(stores)('in %s decide like the model, one by one and in batches', async (name) => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ max, windowMs, startMs, steps }) => {
        const prefix = `${name}:${run++}`
        let nowMs = startMs
        const now = () => nowMs
        const model = createModel(now)
        const store = createLimits(name === 'Redis' ? { redis, db: nowhere, now } : { db, now })
        for (const { wait, hits } of steps) {
          nowMs += Math.floor((wait * windowMs) / 100)
          const batch = hits.map(({ key, cost }) => ({ key: `${prefix}:${key}`, rule: rule(max, windowMs), cost }))
          expect(await store.hitMany(batch)).toEqual(model(batch))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('count correctly under concurrency, batches in opposite order included', async () => {
    const limits = createLimits({ db })
    const keys = ['x', 'y', 'z']
    const long = rule(50, 3_600_000)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        limits.hitMany((at % 2 ? keys : keys.toReversed()).map((key) => ({ key: `race:${key}`, rule: long, cost: 2 }))),
      ),
    )
    expect(answers.flat().filter((decision) => decision.allowed)).toHaveLength(3 * 25)
  })

  it.runIf(withRedis)('go on in PostgreSQL when Redis is killed', () =>
    withOwnRedis(async (own, connections) => {
      const limits = createLimits({ redis: connections, db })
      await limits.hit('gone', rule(1, 60_000))
      await own.kill()
      expect(await limits.hit('gone', rule(1, 60_000))).toEqual({ allowed: true, remaining: 0 })
      expect(await limits.hit('gone', rule(1, 60_000))).toMatchObject({ allowed: false })
      expect(redisHealth(connections).state).toBe('degraded')
      await own.restart()
      await vi.waitFor(() => expect(redisHealth(connections).state).toBe('ok'), { timeout: 30_000 })
      expect(await limits.hit('gone', rule(1, 60_000))).toEqual({ allowed: true, remaining: 0 })
    }),
  )

  it('answer by the rule when no store is left', async () => {
    const closed = createDb({ url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 2, applicationName: 'none' })
    const limits = createLimits({ db: closed })
    expect(await limits.hit('k', { max: 1, windowMs: 1_000, onStoreLost: 'allow' })).toMatchObject({ allowed: true })
    expect(await limits.hit('k', { max: 1, windowMs: 1_000, onStoreLost: 'refuse' })).toMatchObject({ allowed: false })
    expect(redisHealth(undefined)).toEqual({ configured: false, state: 'off' })
    await closed.close()
  })
})
