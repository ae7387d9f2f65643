import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { jobType, onJob } from '@bazaar/core/jobs'
import { createLogger } from '@bazaar/core/log'
import type { PoolClient } from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createHarness, type Harness } from './harness.ts'

let h: Harness
beforeAll(async () => {
  h = await createHarness()
})
afterEach(() => h.reset())
afterAll(() => h.close())

const soon = { timeout: 30_000 }

const queueConnections = "application_name = 'bazaar-jobs' AND datname = current_database()"
const waitingForLock = "wait_event_type = 'Lock'"
const cutConnections = (also = 'true') =>
  h.db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${queueConnections} AND ${also}`)

/** Statements of the queue that wait for a lock of the test. */
async function untilWaiting(n: number): Promise<void> {
  await vi.waitFor(async () => {
    const found = await h.db.pool.query(`SELECT FROM pg_stat_activity WHERE ${queueConnections} AND ${waitingForLock}`)
    expect(found.rowCount).toBeGreaterThanOrEqual(n)
  }, soon)
}

/** Holds what `statement` locks while `work` runs. */
async function holding(statement: string, work: () => Promise<void>): Promise<void> {
  const client: PoolClient = await h.db.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(statement)
    await work()
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const jobOf = (run: (n: number) => unknown) =>
  onJob(jobType('test.cut', z.object({ n: z.number() })), {
    timeoutMs: 60_000,
    maxAttempts: 3,
    run: async ({ n }) => void (await run(n)),
  })

it('goes on when the queue’s connections are cut, between jobs and in the middle of one', async () => {
  const done: number[] = []
  const job = jobOf(async (n) => {
    if (n === 3 && !done.includes(3)) await cutConnections()
    done.push(n)
  })
  const { jobs } = h.replica([job])
  await jobs.start()
  for (let n = 1; n <= 4; n++) {
    if (n < 3) await cutConnections()
    await h.db.tx((tx) => jobs.enqueue(tx, job, { n }))
    await vi.waitFor(() => expect(done).toContain(n), soon)
  }
  await vi.waitFor(async () => expect(await h.queued()).toBe(0), soon)
})

it('goes on when the connection of its first look is cut', async () => {
  const done: number[] = []
  const job = jobOf((n) => done.push(n))
  const { jobs } = h.replica([job])
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, job, { n: 1 }))
  await holding('LOCK TABLE graphile_worker._private_tasks', async () => {
    await jobs.start()
    await untilWaiting(1)
    await cutConnections(waitingForLock)
  })
  await vi.waitFor(() => expect(done).toEqual([1]), soon)
})

/** Two jobs that are done, one after the other, and whose ends both cannot be written. */
async function loseTwoEnds(end: (n: number) => void): Promise<void> {
  await holding('SELECT FROM graphile_worker._private_jobs FOR UPDATE', async () => {
    end(0)
    await untilWaiting(1)
    end(1)
    await untilWaiting(2)
    await cutConnections(waitingForLock)
  })
}

function jobsThatEndWhenTold() {
  const ends: (() => void)[] = []
  const runs = [0, 0]
  const job = jobOf((n) => {
    runs[n] = (runs[n] ?? 0) + 1
    return runs[n] === 1 ? new Promise<void>((resolve) => (ends[n] = resolve)) : undefined
  })
  return {
    job,
    runs,
    end: (n: number) => ends[n]?.(),
    begun: () => vi.waitFor(() => expect(ends.filter(Boolean)).toHaveLength(2), soon),
  }
}

it('goes on when the ends of two jobs in a row cannot be written, and takes no attempt from a third', async () => {
  const { job, runs, end, begun } = jobsThatEndWhenTold()
  const attempts: number[] = []
  const long = onJob(jobType('test.long', z.object({})), {
    timeoutMs: 60_000,
    maxAttempts: 1,
    async run(_, { attempt, signal }) {
      attempts.push(attempt)
      if (attempts.length === 1) await once(signal, 'abort')
    },
  })
  const { jobs } = h.replica([job, long])
  await jobs.start()
  await h.db.tx((tx) => jobs.enqueue(tx, long, {}))
  await vi.waitFor(() => expect(attempts).toEqual([1]), soon)
  for (const n of [0, 1]) await h.db.tx((tx) => jobs.enqueue(tx, job, { n }))
  await begun()
  await loseTwoEnds(end)
  await vi.waitFor(async () => expect(await h.queued()).toBe(0), soon)
  expect(runs).toEqual([2, 2])
  expect(attempts).toEqual([1, 1])
})

it('gives a running job its time when it stops just after the queue broke', async () => {
  const { job, end, begun } = jobsThatEndWhenTold()
  let endLong: (() => void) | undefined
  let aborted = false
  const long = onJob(jobType('test.long', z.object({})), {
    timeoutMs: 60_000,
    maxAttempts: 1,
    run: (_, { signal }) =>
      new Promise<void>((resolve) => {
        endLong = resolve
        signal.addEventListener('abort', () => {
          aborted = true
        })
      }),
  })
  let stopped: Promise<void> | undefined
  const write = (line: string) => {
    if (line.includes('stopped by itself')) queueMicrotask(() => (stopped = jobs.stop(30_000)))
  }
  const log = createLogger({ level: 'warn', destination: { write } })
  const { jobs } = h.replica([job, long], { log })
  await jobs.start()
  await h.db.tx((tx) => jobs.enqueue(tx, long, {}))
  await vi.waitFor(() => expect(endLong).toBeDefined(), soon)
  for (const n of [0, 1]) await h.db.tx((tx) => jobs.enqueue(tx, job, { n }))
  await begun()
  await loseTwoEnds(end)
  await vi.waitFor(() => expect(stopped).toBeDefined(), soon)
  setImmediate(() => endLong?.())
  await stopped
  expect(aborted).toBe(false)
})

it('a drain fails when the end of a job cannot be written, and the next one does what is left', async () => {
  const { job, runs, end, begun } = jobsThatEndWhenTold()
  const { jobs } = h.replica([job], { concurrency: 2 })
  await jobs.prepare()
  for (const n of [0, 1]) await h.db.tx((tx) => jobs.enqueue(tx, job, { n }))
  const drained = jobs.drain().then(() => 'ended', String)
  await begun()
  await loseTwoEnds(end)
  expect(await drained).toContain('terminating connection')
  const next = h.replica([job])
  await vi.waitFor(async () => {
    await next.jobs.drain()
    expect(await h.queued()).toBe(0)
  }, soon)
  expect(runs).toEqual([2, 2])
})

it('takes a job back that was handed to it by an answer that never arrived', async () => {
  const done: number[] = []
  const job = jobOf((n) => done.push(n))
  const { jobs, instances } = h.replica([job])
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, job, { n: 1 }))
  await h.db.pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - interval '1 minute', attempts = 1`,
    [`bazaar:${instances.id}:0`],
  )
  await jobs.start()
  await vi.waitFor(() => expect(done).toEqual([1]), soon)
})

/** A way to the database on which the answer to the first LISTEN never arrives, until its connection is cut. */
async function wayWithoutListenAnswer() {
  const to = new URL(h.url)
  const cuts: (() => void)[] = []
  const server = createServer((client) => {
    const database = connect(Number(to.port), to.hostname)
    const cut = () => {
      client.destroy()
      database.destroy()
    }
    for (const end of [client, database]) end.on('error', cut).on('close', cut)
    client.on('data', (bytes) => {
      if (cuts.length === 0 && bytes.includes('LISTEN "jobs:insert"')) {
        cuts.push(cut)
        database.unpipe(client)
      }
      database.write(bytes)
    })
    database.pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(h.url)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return { url: url.href, asked: () => cuts.length > 0, cut: () => cuts[0]?.(), close: () => server.close() }
}

it('stops while its listening connection breaks, without an error that nobody handles', async () => {
  const way = await wayWithoutListenAnswer()
  // The scheduler stops just before the queue does: when all that is under way at that moment is done, the queue stops.
  const listen = async () => async () => void setImmediate(way.cut)
  const { jobs } = h.replica([jobOf(() => undefined)], { url: way.url, listener: { listen, close: async () => {} } })
  await jobs.start()
  await vi.waitFor(() => expect(way.asked()).toBe(true), soon)
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  await jobs.stop()
  process.off('unhandledRejection', unhandled)
  way.close()
  expect(unhandled).not.toHaveBeenCalled()
})
