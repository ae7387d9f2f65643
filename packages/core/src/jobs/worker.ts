import type { JobHelpers, Runner } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Logger } from '../log/index.ts'
import { PayloadError } from './define-job.ts'
import { drainQueue, type QueueOptions, runQueue } from './queue.ts'
import { JobReturnedError, type JobRunner } from './run-job.ts'
import { readJob } from './stored-job.ts'
import { keepAttempt, spendAttempts, workerIdOf } from './takeover.ts'
import type { AnyJob } from './types.ts'

export interface WorkerOptions {
  readonly pool: Pool
  readonly byName: ReadonlyMap<string, AnyJob>
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
}

const restartMs = 1_000

export function createWorker(options: WorkerOptions): Worker {
  const { pool, runner, log } = options
  const counts = { succeeded: 0, failed: 0 }
  let generation = 0
  let queue: Runner | undefined
  let restarting: NodeJS.Timeout | undefined
  let stopping = false

  const work = async (job: AnyJob, stored: unknown, { job: row }: JobHelpers) => {
    try {
      await runner.run({ job, stored: readJob(stored), attempt: row.attempts, id: row.id })
      counts.succeeded += 1
    } catch (error) {
      counts.failed += 1
      if (error instanceof JobReturnedError) await keepAttempt(pool, row)
      else if (error instanceof PayloadError) await spendAttempts(pool, row)
      throw error
    }
  }
  const queueOptions = (): QueueOptions => ({
    pool,
    tasks: Object.fromEntries(
      [...options.byName.values()].map((job) => [
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
    queue = started
    const ended = () => {
      if (stopping || queue !== started) return
      queue = undefined
      restart()
    }
    started.promise.then(ended, ended)
  }
  /** The queue gives up when it cannot write a job's end (database restart); its locks would then stay for hours. */
  const restart = () => {
    log.warn({}, 'The job queue stopped by itself; it is started again in a second')
    const gone = workerIdOf(options.instanceId, generation)
    restarting = setTimeout(() => {
      runner.returnAll('the job queue restarts')
      generation += 1
      pool
        .query('SELECT graphile_worker.force_unlock_workers($1)', [[gone]])
        .then(start)
        .catch(() => {
          generation -= 1
          if (!stopping) restart()
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
      await queue?.stop().catch(() => undefined)
    },
  }
}
