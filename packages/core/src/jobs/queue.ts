import { EventEmitter } from 'node:events'
import {
  Logger as GraphileLogger,
  type JobHelpers,
  type Runner,
  type RunnerOptions,
  run,
  runMigrations,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { Pool } from 'pg'
import type { Logger } from '../log/index.ts'

/** Any number, as long as nothing else in the database uses it: serialises the set-up of the queue's tables. */
const setupLock = 72_707_370

export interface QueueOptions {
  readonly pool: Pool
  readonly tasks: Readonly<Record<string, (payload: unknown, helpers: JobHelpers) => Promise<void>>>
  readonly concurrency: number
  /** Who locks the jobs. Must be derivable by others from the instance id, so that they can free a dead one's jobs. */
  readonly workerId: string
  readonly pollMs: number
  /** A job used up its attempts just now. */
  readonly onSpent: () => void
  readonly log: Logger
}

/** Connections of the worker alone, so that busy request traffic and the queue never wait for each other. */
export function createQueuePool(url: string, log: Logger): Pool {
  const pool = new Pool({ connectionString: url, max: 4, application_name: 'bazaar-jobs', keepAlive: true })
  pool.on('error', (error) => log.warn({ error }, 'A connection of the job queue was lost'))
  // A connection that breaks while it is in use reports here as well; its query has failed already.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Creates or upgrades the queue's own schema `graphile_worker`. Replicas that start together do it one after another. */
export async function setUpQueue(pool: Pool, log: Logger): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [setupLock])
    await runMigrations({ pgPool: pool, logger: adaptLogger(log) })
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [setupLock]).catch(() => undefined)
    client.release()
  }
}

/** For the migration command and for template databases: jobs can be enqueued afterwards, before any worker runs. */
export async function migrateJobQueue(url: string, log: Logger): Promise<void> {
  const pool = createQueuePool(url, log)
  try {
    await setUpQueue(pool, log)
  } finally {
    await pool.end()
  }
}

/** Works until stopped. */
export function runQueue(options: QueueOptions): Promise<Runner> {
  return run(runnerOptions(options))
}

/** Works until nothing is ready to run. */
export function drainQueue(options: QueueOptions): Promise<void> {
  return runOnce(runnerOptions(options))
}

function runnerOptions(options: QueueOptions): RunnerOptions {
  const events: WorkerEvents = new EventEmitter()
  // The id is read at every claim and set before the first one; the random default would tell nobody whose job it is.
  events.on('pool:create', ({ workerPool }) => {
    workerPool.id = options.workerId
  })
  events.on('job:failed', () => options.onSpent())
  const taskList: TaskList = { ...options.tasks }
  return {
    pgPool: options.pool,
    taskList,
    concurrency: options.concurrency,
    pollInterval: options.pollMs,
    noHandleSignals: true,
    // Schedules are ours (business time); without this a file named "crontab" in the working folder would be read.
    parsedCronItems: [],
    logger: adaptLogger(options.log),
    events,
    // Batched writes are awaited at the end and their failures handled; single ones would be unhandled rejections.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }
}

/** graphile-worker reports every failed job as an error; our wrapper has said so already, with its context. */
function adaptLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message, meta) => {
    if (level === 'error' && !meta?.failure) log.warn({ worker: message }, 'The job queue reports a problem')
    else log.debug({ worker: message }, 'Job queue')
  })
}
