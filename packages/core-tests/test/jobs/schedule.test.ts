import { createListener } from '@bazaar/core/db'
import { type AnyJob, createJobs, jobType, onJob } from '@bazaar/core/jobs'
import { createLogger } from '@bazaar/core/log'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createHarness, type Harness, rolledBack } from './harness.ts'

let h: Harness
const runs: unknown[] = []
const minute = 60_000

const note = onJob(jobType('test.note', z.object({ n: z.coerce.bigint() })), {
  timeoutMs: 5_000,
  maxAttempts: 2,
  run: async ({ n }) => void runs.push(n),
})
const poll: AnyJob = onJob(jobType('test.poll', z.object({})), {
  schedule: { everyMs: 5 * minute, jitter: 0 },
  timeoutMs: 5_000,
  maxAttempts: 1,
  run: async () => void runs.push('poll'),
})
const daily: AnyJob = onJob(jobType('test.daily', z.object({})), {
  schedule: { cron: '30 10 * * *' },
  timeoutMs: 5_000,
  maxAttempts: 1,
  run: async () => void runs.push('daily'),
})

beforeAll(async () => {
  h = await createHarness()
})
afterEach(async () => {
  await h.reset()
  runs.length = 0
})
afterAll(() => h.close())

describe('enqueueing', () => {
  it('runs what was committed and nothing of what was rolled back', async () => {
    const { jobs } = h.replica([note])
    await jobs.prepare()
    await rolledBack(h.db, async (tx) => {
      await jobs.enqueue(tx, note, { n: 1n })
      await jobs.enqueue(tx, note, { n: 2n }, { dueAt: new Date(h.clock.now().getTime() + minute), key: 'k' })
    })
    expect(await h.queued()).toBe(0)
    await h.db.tx((tx) => jobs.enqueue(tx, note, { n: 3n }))
    expect(await jobs.drain()).toEqual({ scheduled: 0, succeeded: 1, failed: 0, dead: 0 })
    expect(runs).toEqual([3n])
    expect(await h.queued()).toBe(0)
  })

  it('refuses unknown jobs and payloads that do not fit, in the caller’s transaction', async () => {
    const { jobs } = h.replica([note])
    await jobs.prepare()
    await expect(h.db.tx((tx) => jobs.enqueue(tx, jobType('test.other', z.object({})), {}))).rejects.toThrow(
      'not declared',
    )
    await expect(
      h.db.tx((tx) => jobs.enqueue(tx, jobType('test.note', z.object({ n: z.string() })), { n: 'x' })),
    ).rejects.toThrow('does not fit')
  })

  it('keeps one entry per key, whether it waits for its time or in the queue', async () => {
    const { jobs } = h.replica([note])
    await jobs.prepare()
    const at = (ms: number) => new Date(h.clock.now().getTime() + ms)
    const put = (n: bigint, dueAt?: Date) =>
      h.db.tx((tx) => jobs.enqueue(tx, note, { n }, { key: 'one', ...(dueAt && { dueAt }) }))
    await put(1n, at(minute))
    await put(2n, at(2 * minute))
    await put(3n)
    await put(4n, at(3 * minute))
    expect(await h.queued()).toBe(1)
    h.clock.advance(3 * minute)
    await jobs.drain()
    expect(runs).toEqual([4n])
    await put(5n, at(minute))
    await h.db.tx((tx) => jobs.cancel(tx, 'one'))
    await h.db.tx((tx) => jobs.cancel(tx, 'one'))
    expect(await h.queued()).toBe(0)
  })
})

describe('due times', () => {
  it('come with the clock, not before', async () => {
    const { jobs } = h.replica([note])
    await jobs.prepare()
    const dueAt = new Date(h.clock.now().getTime() + minute)
    await h.db.tx((tx) => jobs.enqueue(tx, note, { n: 1n }, { dueAt }))
    h.clock.advance(minute - 1)
    await jobs.drain()
    expect(runs).toEqual([])
    h.clock.advance(1)
    expect(await jobs.drain()).toMatchObject({ scheduled: 1, succeeded: 1 })
    expect(runs).toEqual([1n])
  })

  it('wake a running scheduler when the clock jumps or a close one is committed', async () => {
    const log = createLogger({ level: 'silent' })
    const listener = await createListener({ url: h.url, log })
    const { jobs } = h.replica([note], { listener })
    await jobs.start()
    const dueAt = new Date(h.clock.now().getTime() + 60 * minute)
    await h.db.tx((tx) => jobs.enqueue(tx, note, { n: 1n }, { dueAt }))
    h.clock.advance(60 * minute)
    await vi.waitFor(() => expect(runs).toEqual([1n]), { timeout: 30_000 })
    await listener.close()
  })

  it('show in oldestDue until they are worked off', async () => {
    const { jobs } = h.replica([note])
    await jobs.prepare()
    expect(await jobs.oldestDue()).toBeUndefined()
    const dueAt = new Date(h.clock.now().getTime() + minute)
    await h.db.tx((tx) => jobs.enqueue(tx, note, { n: 1n }, { dueAt }))
    h.clock.advance(3 * minute)
    expect(await jobs.oldestDue()).toEqual({ job: 'test.note', lateMs: 2 * minute })
    await jobs.drain()
    expect(await jobs.oldestDue()).toBeUndefined()
  })
})

describe('recurring jobs', () => {
  it('run once for all slots that were missed, then at the next one', async () => {
    const first = h.replica([poll, daily])
    await first.jobs.drain()
    expect(runs).toEqual(['poll'])
    h.clock.advance(3 * 24 * 60 * minute + 7 * minute)
    await first.jobs.drain()
    expect(runs.toSorted()).toEqual(['daily', 'poll', 'poll'])
    h.clock.advance(5 * minute)
    await first.jobs.drain()
    expect(runs.filter((run) => run === 'poll')).toHaveLength(3)
    expect(runs.filter((run) => run === 'daily')).toHaveLength(1)
  })

  it('keep their due time over a restart and start anew when the schedule changes', async () => {
    await h.replica([poll]).jobs.drain()
    h.clock.advance(4 * minute)
    await h.replica([poll]).jobs.drain()
    expect(runs).toEqual(['poll'])
    await h.replica([{ ...poll, schedule: { everyMs: minute, jitter: 0 } }]).jobs.drain()
    expect(runs).toEqual(['poll', 'poll'])
  })

  it('run each slot once over several replicas', async () => {
    const replicas = [h.replica([poll, daily]), h.replica([poll, daily]), h.replica([poll, daily])]
    await Promise.all(replicas.map(({ jobs }) => jobs.start()))
    await vi.waitFor(() => expect(runs).toEqual(['poll']), { timeout: 30_000 })
    for (let slot = 2; slot <= 6; slot++) {
      h.clock.advance(5 * minute)
      await vi.waitFor(() => expect(runs.filter((run) => run === 'poll')).toHaveLength(slot), { timeout: 30_000 })
    }
    await Promise.all(replicas.map(({ jobs }) => jobs.drain()))
    expect(runs.filter((run) => run === 'poll')).toHaveLength(6)
  })

  it('never overlap themselves, and one run follows for the slots that passed', async () => {
    let inside = 0
    let most = 0
    let started = 0
    let finish = () => {}
    const slow = onJob(jobType('test.slow', z.object({})), {
      ...poll,
      run: async () => {
        started++
        most = Math.max(most, ++inside)
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        inside--
      },
    })
    const replicas = [h.replica([slow]), h.replica([slow])]
    for (const { jobs } of replicas) await jobs.start()
    await vi.waitFor(() => expect(inside).toBe(1), { timeout: 30_000 })
    h.clock.advance(11 * minute)
    // Two slots are due now; every replica has looked and left them.
    for (const { jobs } of replicas) expect(await jobs.oldestDue()).toMatchObject({ job: 'test.slow' })
    finish()
    await vi.waitFor(() => expect(started).toBe(2), { timeout: 30_000 })
    finish()
    await vi.waitFor(() => expect(inside).toBe(0), { timeout: 30_000 })
    expect(most).toBe(1)
    expect(started).toBe(2)
  })

  it('are checked before anything is done', async () => {
    const { instances } = h.replica([])
    const log = createLogger({ level: 'silent' })
    const wrong = { ...poll, name: 'Poll', maxAttempts: 0, schedule: { cron: 'every day' } }
    const { db, url, clock, metrics } = h
    const jobs = createJobs({ db, url, jobs: () => [wrong], clock, instances, log, metrics })
    await expect(jobs.oldestDue()).rejects.toThrow(/is not named[\s\S]*maxAttempts[\s\S]*cron text/)
  })
})
