import type { Clock } from '../clock/index.ts'
import type { Db, Listener } from '../db/index.ts'
import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'
import { createDeadJobs, type DeadJobs, type OnDead } from './dead-jobs.ts'
import { createEnqueuer } from './enqueue.ts'
import type { Instances } from './instances.ts'
import { findOldestDue, type OldestDue } from './oldest-due.ts'
import { createQueuePool, setUpQueue } from './queue.ts'
import { createJobRunner } from './run-job.ts'
import { checkJobs } from './schedule.ts'
import { createScheduler } from './scheduler.ts'
import { createLostJobs, freeDeadWorkers } from './takeover.ts'
import type { AnyJob, JobIndex, Jobs } from './types.ts'
import { createWorker } from './worker.ts'

export interface JobsOptions {
  readonly db: Db
  /** PostgreSQL URL for the worker's own few connections (it listens on one of them). */
  readonly url: string
  /** What all features declare, read when first needed: they are built after this service. */
  jobs(): readonly AnyJob[]
  readonly clock: Clock
  readonly instances: Instances
  readonly log: Logger
  readonly metrics: Metrics
  /** Wakes the scheduler at once for due times closer than its look every second. */
  readonly listener?: Listener
  /** Jobs at once in this process, 4 unless told. */
  readonly concurrency?: number
  /** Milliseconds between looks for retries and freed jobs (new ones are notified), 2 000 unless told. */
  readonly pollMs?: number
  /** 0 to 1, for the jitter of intervals. */
  readonly random?: () => number
  readonly onDead?: OnDead
}

export interface JobCounts {
  /** Entries that were due and went into the queue. */
  readonly scheduled: number
  readonly succeeded: number
  readonly failed: number
  readonly dead: number
}

export interface JobService extends Jobs {
  /** Sets the queue's tables up. Call it in every process that enqueues, before the first enqueue. */
  prepare(): Promise<void>
  /** Prepares, registers the instance, then schedules and works until `stop()`. */
  start(): Promise<void>
  /** Takes no new job, lets running ones finish for `graceMs` (5 000 unless told), then aborts and gives them back. Final. */
  stop(graceMs?: number): Promise<void>
  /** Runs everything that is due now, including what that enqueues, and returns. For cron calls and tests. */
  drain(): Promise<JobCounts>
  /** How late the latest waiting job is; undefined when nothing is overdue. */
  oldestDue(): Promise<OldestDue | undefined>
  readonly dead: Omit<DeadJobs, 'collect'>
}

/** Assembles scheduler, queue, wrapper and dead letters. */
export function createJobs(options: JobsOptions): JobService {
  return new JobServiceImpl(options)
}

/** @throws when a declaration is wrong */
function indexJobs(jobs: readonly AnyJob[]): ReadonlyMap<string, AnyJob> {
  const problems = checkJobs(jobs)
  if (problems.length > 0) throw new Error(`The jobs cannot start:\n${problems.join('\n')}`)
  return new Map(jobs.map((job) => [job.name, job]))
}

class JobServiceImpl implements JobService {
  readonly enqueue: Jobs['enqueue']
  readonly cancel: Jobs['cancel']
  readonly dead: DeadJobs
  private readonly options: JobsOptions
  private readonly byName: JobIndex
  private readonly pool
  private readonly scheduler
  private readonly runner
  private readonly worker
  private readonly freeLostJobs
  private prepared: Promise<void> | undefined
  private stopped: Promise<void> | undefined
  private collectTimer: NodeJS.Timeout | undefined
  private collecting: Promise<unknown> = Promise.resolve()
  private deadCount = 0

  constructor(options: JobsOptions) {
    this.options = options
    const { db, clock, log, metrics, instances, listener } = options
    let index: ReadonlyMap<string, AnyJob> | undefined
    const byName: JobIndex = () => (index ??= indexJobs(options.jobs()))
    const jobs = createEnqueuer(byName, clock)
    this.byName = byName
    this.enqueue = jobs.enqueue
    this.cancel = jobs.cancel
    this.pool = createQueuePool(options.url, log)
    this.dead = createDeadJobs({ db, jobs, byName, clock, log, onDead: options.onDead })
    this.runner = createJobRunner({ log, metrics })
    this.scheduler = createScheduler({ db, clock, byName, log, listener, random: options.random ?? Math.random })
    this.worker = createWorker({
      pool: this.pool,
      byName,
      runner: this.runner,
      instanceId: instances.id,
      concurrency: options.concurrency ?? 4,
      pollMs: options.pollMs ?? 2_000,
      onSpent: () => this.collectSoon(),
      log,
    })
    this.freeLostJobs = createLostJobs(this.pool, instances.id, this.worker.isRunning)
    instances.onSweep(() => this.tidy())
    instances.onLost(() => this.runner.returnAll('this process was taken for dead'))
  }

  prepare(): Promise<void> {
    this.prepared ??= setUpQueue(this.pool, this.options.log)
    return this.prepared
  }

  async start(): Promise<void> {
    await this.prepare()
    await this.options.instances.start()
    await this.worker.start()
    await this.scheduler.start()
  }

  stop(graceMs = 5_000): Promise<void> {
    this.stopped ??= this.shutDown(graceMs)
    return this.stopped
  }

  async drain(): Promise<JobCounts> {
    await this.prepare()
    await this.options.instances.start()
    await this.scheduler.sync()
    const { counts } = this.worker
    const before = { ...counts, dead: this.deadCount }
    let scheduled = 0
    for (let done = -1; ; ) {
      const moved = await this.scheduler.tick()
      scheduled += moved
      // Starting the queue for nothing costs a dozen statements and a connection for each of its workers.
      if (await this.oldestDue()) await this.worker.drain()
      await this.collect()
      const now = counts.succeeded + counts.failed
      if (moved === 0 && now === done) break
      done = now
    }
    return {
      scheduled,
      succeeded: counts.succeeded - before.succeeded,
      failed: counts.failed - before.failed,
      dead: this.deadCount - before.dead,
    }
  }

  async oldestDue(): Promise<OldestDue | undefined> {
    return findOldestDue(this.options.db, [...this.byName().keys()], this.options.clock.now())
  }

  private async shutDown(graceMs: number): Promise<void> {
    clearTimeout(this.collectTimer)
    await this.scheduler.stop()
    const idle = this.worker.stop()
    await within(idle, graceMs)
    this.runner.returnAll('the process stops')
    await within(idle, 2_000)
    await within(this.collecting, 2_000)
    await within(this.pool.end(), 2_000)
  }

  /** One at a time in this process, so that `drain` counts what a sweep beside it collects. */
  private collect(): Promise<void> {
    const next = this.collecting.then(async () => {
      this.deadCount += await this.dead.collect()
    })
    this.collecting = next.catch(() => undefined)
    return next
  }

  /** Shortly after the failure, when the queue has written it; the sweep finds what this misses. */
  private collectSoon(): void {
    if (this.stopped) return
    clearTimeout(this.collectTimer)
    this.collectTimer = setTimeout(() => {
      this.collect().catch((error: unknown) => this.options.log.warn({ error }, 'Dead jobs could not be collected'))
    }, 100)
  }

  private async tidy(): Promise<void> {
    if (!this.prepared || this.stopped) return
    const { id, deadAfterMs } = this.options.instances
    await freeDeadWorkers(this.pool, id, deadAfterMs)
    await this.freeLostJobs(deadAfterMs)
    await this.collect()
  }
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
