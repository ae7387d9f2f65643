import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock/index.ts'
import type { Tx } from '../db/index.ts'
import { payloadError } from './job-type.ts'
import { keylessPrefix, readJob, recurringPrefix, storeJob } from './stored-job.ts'
import type { AnyJob, EnqueueOptions, JobIndex, Jobs } from './types.ts'

/** Due times further away than this are found by the scheduler's own look every second, without a wake-up. */
const wakeWithinMs = 1_500

/** The writing half of the jobs: everything happens in the caller's transaction. */
export interface Enqueuer extends Jobs {
  /** The same for a payload that was read back, whose type is known no more. */
  enqueueStored(tx: Tx, name: string, payload: object, options?: EnqueueOptions): Promise<void>
}

export function createEnqueuer(byName: JobIndex, clock: Clock): Enqueuer {
  const enqueuer: Enqueuer = {
    enqueue: (tx, { name }, payload, options) => enqueuer.enqueueStored(tx, name, payload, options),
    async enqueueStored(tx, name, payload, options = {}) {
      const job = byName().get(name)
      if (!job) throw new Error(`Job "${name}" is not declared. Add it to the jobs of its feature.`)
      if (options.key) checkKey(options.key)
      const stored = storeJob(payload, options.key)
      // Parsed here as well: a mistake fails its author's transaction instead of dying in the queue.
      const parsed = job.payload.safeParse(readJob(JSON.parse(stored)).payload)
      if (!parsed.success) throw payloadError(name, parsed.error)
      const inMs = options.dueAt ? options.dueAt.getTime() - clock.now().getTime() : 0
      if (options.dueAt && inMs > 0) await schedule(tx, name, stored, options.dueAt, inMs, options)
      else await addNow(tx, job, stored, options)
    },
    async cancel(tx, key) {
      checkKey(key)
      await tx.$executeRaw`DELETE FROM core_schedule WHERE key = ${key}`
      await tx.$executeRaw`SELECT graphile_worker.remove_job(${key}::text)`
    },
  }
  return enqueuer
}

async function schedule(
  tx: Tx,
  name: string,
  stored: string,
  dueAt: Date,
  inMs: number,
  options: EnqueueOptions,
): Promise<void> {
  const key = options.key ?? `${keylessPrefix}${randomUUID()}`
  if (options.key) await tx.$executeRaw`SELECT graphile_worker.remove_job(${key}::text)`
  await tx.$executeRaw`
    INSERT INTO core_schedule (key, job, payload, due_at) VALUES (${key}, ${name}, ${stored}::jsonb, ${dueAt})
    ON CONFLICT (key) DO UPDATE SET job = excluded.job, payload = excluded.payload, due_at = excluded.due_at`
  if (inMs < wakeWithinMs) await tx.$executeRaw`SELECT pg_notify('core_schedule', '')`
}

async function addNow(tx: Tx, job: AnyJob, stored: string, options: EnqueueOptions): Promise<void> {
  const key = options.key ?? null
  if (key) await tx.$executeRaw`DELETE FROM core_schedule WHERE key = ${key}`
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${job.name}::text, payload := ${stored}::json, max_attempts := ${job.maxAttempts}::int, job_key := ${key}::text)`
}

function checkKey(key: string): void {
  if (key.startsWith(recurringPrefix) || key.startsWith(keylessPrefix))
    throw new Error(
      `The job key "${key}" starts with a prefix that the core keeps for itself. Start it with your feature's id.`,
    )
}
