import { setTimeout as delay } from 'node:timers/promises'
import { jobType, onJob } from '@bazaar/core/jobs'
import { createLogger } from '@bazaar/core/log'
import { createAdminAction, createAudit } from '@bazaar/core/users'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createHarness, type Harness } from './harness.ts'

let h: Harness
beforeAll(async () => {
  h = await createHarness()
})
afterEach(() => h.reset())
afterAll(() => h.close())

/** Back-off is machine time; tests do not wait for it. */
const skipBackOff = () =>
  h.db.pool.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL')

it('retries, then keeps the dead job for an admin, who retries or dismisses it', async () => {
  const attempts: number[] = []
  let broken = true
  const told: string[] = []
  const job = onJob(jobType('test.break', z.object({ id: z.number() })), {
    timeoutMs: 5_000,
    maxAttempts: 2,
    async run(_, { attempt }) {
      attempts.push(attempt)
      if (broken) throw new Error('no luck with postgres://u:hunter2x@host/db')
    },
  })
  const { jobs } = h.replica([job], { onDead: async (_, dead) => void told.push(dead.job) })
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, job, { id: 7 }))
  expect(await jobs.drain()).toEqual({ scheduled: 0, succeeded: 0, failed: 1, dead: 0 })
  await skipBackOff()
  expect(await jobs.drain()).toMatchObject({ failed: 1, dead: 1 })
  expect(attempts).toEqual([1, 2])
  expect(told).toEqual(['test.break'])

  const [dead] = await jobs.dead.list()
  expect(dead).toMatchObject({ job: 'test.break', attempts: 2, payload: { id: 7 } })
  expect(dead?.error).not.toContain('hunter2x')
  broken = false
  const id = dead?.id ?? 0n
  const adminAction = createAdminAction({ db: h.db, audit: createAudit() })
  const object = { kind: 'dead-job', id: String(id) }
  const act = (verb: 'retry' | 'dismiss') =>
    adminAction({ actorId: 1n, origin: 'chat' }, async (tx) => {
      const done = await jobs.dead[verb](tx, id)
      return { value: done, did: done ? { action: `dead-job.${verb}`, object } : undefined }
    })
  expect(await act('retry')).toBe(true)
  expect(await act('dismiss')).toBe(false)
  expect(await h.db.prisma.auditEntry.findMany({ select: { action: true, actorId: true } })).toEqual([
    { action: 'dead-job.retry', actorId: 1n },
  ])
  expect(await jobs.drain()).toMatchObject({ succeeded: 1 })
  expect(await jobs.dead.list()).toEqual([])
  expect((await h.metrics.render()).body).toMatch(/job_runs_total\{job="test.break",result="failed"\} 2/)
})

it('keeps of a library’s error what is no value: in the queue, among the dead jobs, in the log', async () => {
  const name = 'Zoë Kanari 4821'
  const job = onJob(jobType('test.quote', z.object({})), {
    timeoutMs: 5_000,
    maxAttempts: 2,
    run: async () => void (await h.db.pool.query('SELECT $1::int', [name])),
  })
  const lines: string[] = []
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const { jobs } = h.replica([job], { log })
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, job, {}))
  expect(await jobs.drain()).toMatchObject({ failed: 1, dead: 0 })
  const { rows } = await h.db.pool.query('SELECT last_error FROM graphile_worker._private_jobs')
  expect(rows).toEqual([{ last_error: '(error 22P02: its message is left out)' }])
  await skipBackOff()
  expect(await jobs.drain()).toMatchObject({ failed: 1, dead: 1 })
  expect((await jobs.dead.list())[0]?.error).toBe('(error 22P02: its message is left out)')
  expect(lines.filter((line) => line.includes('Job failed'))).toHaveLength(2)
  expect(lines.filter((line) => line.includes('Kanari'))).toEqual([])
})

it('kills a job at once whose stored payload no longer parses', async () => {
  const job = (payload: z.ZodType<object>) =>
    onJob(jobType('test.parse', payload), { timeoutMs: 5_000, maxAttempts: 5, run: async () => {} })
  const old = h.replica([job(z.object({ a: z.number() }))])
  await old.jobs.prepare()
  await h.db.tx((tx) => old.jobs.enqueue(tx, jobType('test.parse', z.object({ a: z.number() })), { a: 1 }))
  const { jobs } = h.replica([job(z.object({ b: z.number() }))])
  expect(await jobs.drain()).toMatchObject({ failed: 1, dead: 1 })
  expect((await jobs.dead.list())[0]?.error).toContain('b: ')
})

it('aborts a job that takes too long, and fails it even when it ignores the signal', async () => {
  const seen: AbortSignal[] = []
  const job = onJob(jobType('test.hang', z.object({})), {
    timeoutMs: 100,
    maxAttempts: 1,
    async run(_, { signal }) {
      seen.push(signal)
      await delay(60_000, undefined, { ref: false })
    },
  })
  const { jobs } = h.replica([job])
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, job, {}))
  expect(await jobs.drain()).toMatchObject({ failed: 1, dead: 1 })
  expect(seen[0]?.aborted).toBe(true)
  expect((await jobs.dead.list())[0]?.error).toContain('timeoutMs of 100 ms')
})

it('gives running jobs back on stop without using up their attempt', async () => {
  let started = 0
  const job = onJob(jobType('test.long', z.object({})), {
    timeoutMs: 60_000,
    maxAttempts: 1,
    async run(_, { signal }) {
      started++
      if (started === 1) await delay(30_000, undefined, { signal })
    },
  })
  const first = h.replica([job])
  await first.jobs.start()
  await h.db.tx((tx) => first.jobs.enqueue(tx, job, {}))
  await vi.waitFor(() => expect(started).toBe(1), { timeout: 30_000 })
  await first.jobs.stop(50)
  const second = h.replica([job])
  await skipBackOff()
  expect(await second.jobs.drain()).toMatchObject({ succeeded: 1, dead: 0 })
  expect(started).toBe(2)
})

it('drops a failing job quietly when a newer one took its key meanwhile', async () => {
  const done: number[] = []
  let fail = () => {}
  const job = onJob(jobType('test.keyed', z.object({ n: z.number() })), {
    timeoutMs: 60_000,
    maxAttempts: 3,
    async run({ n }) {
      if (n === 1) await new Promise((_, reject) => (fail = () => reject(new Error('late'))))
      done.push(n)
    },
  })
  const { jobs } = h.replica([job])
  await jobs.start()
  const put = (n: number) => h.db.tx((tx) => jobs.enqueue(tx, job, { n }, { key: 'same' }))
  await put(1)
  await vi.waitFor(() => expect(fail.toString()).toContain('reject'), { timeout: 30_000 })
  await put(2)
  await vi.waitFor(() => expect(done).toEqual([2]), { timeout: 30_000 })
  fail()
  await vi.waitFor(async () => expect(await h.queued()).toBe(0), { timeout: 30_000 })
  expect(await jobs.dead.list()).toEqual([])
})
