import { EventEmitter } from 'node:events'
import {
  Logger as GraphileLogger,
  type JobHelpers,
  type RunnerOptions,
  run,
  runMigrations,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type { Pool, PoolClient } from 'pg'
import { SessionPool } from '../db/index.ts'
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

type Connected = (error: Error | undefined, client?: PoolClient, release?: PoolClient['release']) => void

/** The queue gives back its listening connection twice when that breaks while it stops. That must not end the process. */
class QueuePool extends SessionPool {
  override connect(): Promise<PoolClient>
  override connect(connected: Connected): void
  override connect(connected?: Connected): Promise<PoolClient> | undefined {
    if (!connected) return super.connect()
    super.connect((error, client, release) => {
      let released = false
      connected(error, client, (destroy) => {
        if (!released) release?.(destroy)
        released = true
      })
    })
    return undefined
  }
}

/** Connections of the worker alone, so that busy request traffic and the queue never wait for each other. */
export function createQueuePool(url: string, log: Logger): Pool {
  const pool = new QueuePool({ url, max: 4, applicationName: 'bazaar-jobs' })
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

/** A queue at work. */
export interface Queue {
  /** Settles when the queue has stopped, or can only be replaced by a new one. Never rejects. */
  readonly ended: Promise<void>
  /** Takes no new job. Settles when the running ones have ended. */
  stop(): Promise<void>
}

/** Works until stopped. */
export async function runQueue(options: QueueOptions): Promise<Queue> {
  const events: WorkerEvents = new EventEmitter()
  const broken = whenBroken(events)
  const runner = await run(runnerOptions(options, events))
  const stop = () => runner.stop().catch(() => undefined)
  return { ended: Promise.race([runner.promise, broken.finally(stop)]).catch(() => undefined), stop }
}

/** Works until nothing is ready to run. Rejects when the queue broke: a job whose end could not be written stays locked. */
export async function drainQueue(options: QueueOptions): Promise<void> {
  const events: WorkerEvents = new EventEmitter()
  await Promise.race([runOnce(runnerOptions(options, events)), whenBroken(events)])
}

/**
 * Rejects when the queue is of no more use. Its own promise does not always tell: it stays pending when the ends of two jobs
 * could not be written, and a first look that failed is remembered as the answer to every later one.
 */
function whenBroken(events: WorkerEvents): Promise<never> {
  const broken = new Promise<never>((_, reject) => {
    let looked = false
    const found = () => {
      looked = true
    }
    events.once('worker:getJob:empty', found)
    events.once('job:start', found)
    events.on('worker:getJob:error', ({ error }) => {
      if (!looked) reject(error)
    })
    events.on('pool:fatalError', ({ error }) => reject(error))
  })
  broken.catch(() => undefined)
  return broken
}

function runnerOptions(options: QueueOptions, events: WorkerEvents): RunnerOptions {
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
    // Its own words come first; what follows a quote, a colon or a line break are those of errors.
    const worker = message.split(/[:'"`\n]/, 1)[0]
    const thrown = meta?.error ?? meta?.fatalError
    const fields = { worker, ...(thrown === undefined ? {} : { error: thrown }) }
    if (level === 'error' && !meta?.failure) log.warn(fields, 'The job queue reports a problem')
    else log.debug(fields, 'Job queue')
  })
}
