import type { Job, JobHelpers } from 'graphile-worker'
import type { Pool } from 'pg'
import { type Logger, redact, safeMessage } from '../log/index.ts'
import { PayloadError } from './job-type.ts'
import { drainQueue, type Queue, type QueueOptions, runQueue } from './queue.ts'
import { JobReturnedError, type JobRunner } from './run-job.ts'
import { readJob } from './stored-job.ts'
import { keepAttempt, spendAttempts, workerIdOf } from './takeover.ts'
import type { AnyJob, JobIndex } from './types.ts'

export interface WorkerOptions {
  readonly pool: Pool
  readonly byName: JobIndex
  readonly runner: JobRunner
  readonly instanceId: string
  readonly concurrency: number
  readonly pollMs: number
  readonly onSpent: () => void
  readonly log: Logger
}

/** Takes jobs from the queue and runs them through the wrapper. */
export interface Worker {
  readonly counts: { readonly succeeded: number; readonly failed: number }
  /** Works until stopped; a queue that ends by itself is started again. */
  start(): Promise<void>
  /** Works until nothing is ready to run. */
  drain(): Promise<void>
  /** Takes no new job. Resolves when the running ones have ended. */
  stop(): Promise<void>
  /** Whether this process runs the job with this id in the queue. */
  isRunning(id: string): boolean
}

const restartMs = 1_000

export function createWorker(options: WorkerOptions): Worker {
  const { pool, runner, log } = options
  const counts = { succeeded: 0, failed: 0 }
  let generation = 0
  let queue: Queue | undefined
  let restarting: NodeJS.Timeout | undefined
  let stopping = false
  const running = new Set<{ readonly id: string; readonly ended: Promise<void> }>()

  const attempt = async (job: AnyJob, stored: unknown, row: Job) => {
    try {
      await runner.run({ job, stored: readJob(stored), attempt: row.attempts, id: row.id })
      counts.succeeded += 1
    } catch (error) {
      counts.failed += 1
      if (error instanceof JobReturnedError) await keepAttempt(pool, row)
      else if (error instanceof PayloadError) await spendAttempts(pool, row)
      // The queue stores what it is told; the wrapper has logged the error itself.
      throw new Error(redact(safeMessage(error)))
    }
  }
  const work = async (job: AnyJob, stored: unknown, { job: row }: JobHelpers) => {
    const run = { id: row.id, ended: attempt(job, stored, row) }
    running.add(run)
    await run.ended.finally(() => running.delete(run))
  }
  const allEnded = () => Promise.allSettled([...running].map((run) => run.ended))
  const queueOptions = (): QueueOptions => ({
    pool,
    tasks: Object.fromEntries(
      [...options.byName().values()].map((job) => [
        job.name,
        (stored: unknown, helpers: JobHelpers) => work(job, stored, helpers),
      ]),
    ),
    concurrency: options.concurrency,
    workerId: workerIdOf(options.instanceId, generation),
    pollMs: options.pollMs,
    onSpent: options.onSpent,
    log,
  })
  const start = async () => {
    const started = await runQueue(queueOptions())
    if (stopping) return started.stop()
    queue = started
    void started.ended.then(() => {
      if (!stopping) restartSoon()
    })
  }
  const restart = async () => {
    runner.returnAll('the job queue restarts')
    // Each gives its attempt back, which it can only while it holds its job.
    await allEnded()
    await pool.query('SELECT graphile_worker.force_unlock_workers($1)', [[workerIdOf(options.instanceId, generation)]])
    generation += 1
    await start()
  }
  /** The queue gives up when it cannot write a job's end (database restart); its locks would then stay for hours. */
  const restartSoon = () => {
    queue = undefined
    log.warn({}, 'The job queue stopped by itself; it is started again in a second')
    restarting = setTimeout(() => {
      restart().catch(() => {
        if (!stopping) restartSoon()
      })
    }, restartMs)
  }
  return {
    counts,
    start,
    drain: () => drainQueue(queueOptions()),
    async stop() {
      stopping = true
      clearTimeout(restarting)
      await queue?.stop()
      // What a broken queue began still runs.
      await allEnded()
    },
    isRunning: (id) => [...running].some((run) => run.id === id),
  }
}
