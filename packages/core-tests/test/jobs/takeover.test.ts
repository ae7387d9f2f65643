import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { jobType, onJob } from '@bazaar/core/jobs'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createHarness, type Harness } from './harness.ts'

let h: Harness
let child: ChildProcess | undefined
beforeAll(async () => {
  h = await createHarness()
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await h.reset()
})
afterAll(() => h.close())

const forever = jobType('test.forever', z.object({}))
const job = (maxAttempts: number, ran: number[]) =>
  onJob(forever, {
    timeoutMs: 5_000,
    maxAttempts,
    run: async (_, { attempt }) => void ran.push(attempt),
  })

/** Starts a worker process that takes the job, and kills it with -9 while it runs. */
async function killWorkerInTheMiddle(): Promise<void> {
  child = spawn(process.execPath, [fileURLToPath(new URL('./worker-child.ts', import.meta.url))], {
    env: { ...process.env, TEST_URL: h.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('no stdout')
  await once(child.stdout, 'data')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

it('takes a killed worker’s job over, tells who died, and forgets the instance', async () => {
  const ran: number[] = []
  const { jobs, instances } = h.replica([job(3, ran)])
  const died: string[] = []
  instances.onDead(async (id) => void died.push(id))
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, forever, {}))
  await killWorkerInTheMiddle()
  await jobs.start()
  await vi.waitFor(() => expect(ran).toEqual([2]), { timeout: 30_000 })
  // The job may be free, and taken, a moment before the death is told.
  await vi.waitFor(() => expect(died).toEqual(['child']), { timeout: 30_000 })
  expect((await instances.live()).map(({ id }) => id)).toEqual([instances.id])
  await vi.waitFor(
    async () => {
      const { rows } = await h.db.pool.query('SELECT id FROM core_instance')
      expect(rows).toEqual([{ id: instances.id }])
    },
    { timeout: 30_000 },
  )
})

it('counts a kill in the last attempt as a failure: the job is dead, not lost', async () => {
  const ran: number[] = []
  const { jobs } = h.replica([job(1, ran)])
  await jobs.prepare()
  await h.db.tx((tx) => jobs.enqueue(tx, forever, {}))
  await killWorkerInTheMiddle()
  await jobs.start()
  await vi.waitFor(async () => expect(await jobs.dead.list()).toHaveLength(1), { timeout: 30_000 })
  expect(ran).toEqual([])
  expect((await jobs.dead.list())[0]?.error).toContain('died')
})

/** A job that hangs in the first of its attempts, on a process whose entry `forget` removes: given up, and run again. */
async function forgetsWhileAJobRuns(forget: (instanceId: string) => Promise<unknown>): Promise<void> {
  let aborted = false
  let started = 0
  const long = onJob(jobType('test.stalled', z.object({})), {
    timeoutMs: 60_000,
    maxAttempts: 1,
    run: (_, { signal }) =>
      new Promise<void>((resolve) => {
        started++
        if (started > 1) return resolve()
        signal.addEventListener('abort', () => {
          aborted = true
        })
      }),
  })
  const { jobs, instances } = h.replica([long])
  await jobs.start()
  await h.db.tx((tx) => jobs.enqueue(tx, long, {}))
  await vi.waitFor(() => expect(started).toBe(1), { timeout: 30_000 })
  await forget(instances.id)
  await vi.waitFor(() => expect(aborted).toBe(true), { timeout: 30_000 })
  await vi.waitFor(() => expect(started).toBe(2), { timeout: 30_000 })
  expect(await jobs.dead.list()).toEqual([])
}

it('gives its own jobs up when it was taken for dead', () =>
  forgetsWhileAJobRuns((id) => h.db.pool.query('DELETE FROM core_instance WHERE id = $1', [id])))

it('does not take itself for dead when that happens between its heartbeat and its look for the dead', async () => {
  await h.db.pool.query(`
    CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN DELETE FROM core_instance WHERE id = NEW.id; RETURN NULL; END $$`)
  try {
    await forgetsWhileAJobRuns(() =>
      h.db.pool.query('CREATE TRIGGER forget AFTER UPDATE ON core_instance FOR EACH ROW EXECUTE FUNCTION forget()'),
    )
  } finally {
    await h.db.pool.query('DROP FUNCTION forget() CASCADE')
  }
})

it('sets the queue up once when four replicas start together', async () => {
  await h.db.pool.query('DROP SCHEMA graphile_worker CASCADE')
  await Promise.all([1, 2, 3, 4].map(() => h.replica([job(1, [])]).jobs.start()))
  const { rows } = await h.db.pool.query('SELECT count(*)::int AS n FROM graphile_worker.migrations')
  expect(rows).toEqual([{ n: 20 }])
})
