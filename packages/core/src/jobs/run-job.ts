import { OwnError } from '../errors/index.ts'
import type { Logger } from '../log/index.ts'
import { newCorrelationId, withCorrelation } from '../log/index.ts'
import type { Counter, Histogram, Metrics } from '../metrics/index.ts'
import { PayloadError } from './job-type.ts'
import type { StoredJob } from './stored-job.ts'
import type { AnyJob } from './types.ts'

/** The run took longer than the job's `timeoutMs`. */
class JobTimeoutError extends OwnError {
  override readonly name = 'JobTimeoutError'
}

/** The run was interrupted by us (shutdown, lost heartbeat); another process does it again, without losing an attempt. */
export class JobReturnedError extends OwnError {
  override readonly name = 'JobReturnedError'
}

export interface JobRun {
  readonly job: AnyJob
  readonly stored: StoredJob
  readonly attempt: number
  /** Id in the queue, for the log. */
  readonly id: string
}

/** The one wrapper around all jobs: correlation, log, time, count, timeout, interruption. */
export interface JobRunner {
  /** Throws what the job threw, after it was logged and counted. */
  run(run: JobRun): Promise<void>
  /** Aborts every running job with {@link JobReturnedError}. */
  returnAll(reason: string): void
}

export function createJobRunner(options: { readonly log: Logger; readonly metrics: Metrics }): JobRunner {
  const runs: Counter = options.metrics.counter('job_runs_total', 'Job runs by result', ['job', 'result'])
  const seconds: Histogram = options.metrics.histogram('job_seconds', 'Duration of job runs in seconds', ['job'])
  const active = new Set<AbortController>()

  const work = async ({ job, stored, attempt, id }: JobRun): Promise<void> => {
    const log = options.log.child({ job: job.name, jobId: id, attempt })
    const abort = new AbortController()
    active.add(abort)
    const timer = setTimeout(() => abort.abort(timeout(job)), job.timeoutMs)
    const startedAt = performance.now()
    let result = 'ok'
    try {
      const { promise: aborted, stop } = whenAborted(abort.signal)
      const running = job.run(stored.payload, { signal: abort.signal, log, attempt })
      await Promise.race([running, aborted]).finally(stop)
    } catch (error) {
      result = resultOf(error)
      tell(log, error, result)
      throw error
    } finally {
      clearTimeout(timer)
      active.delete(abort)
      const took = (performance.now() - startedAt) / 1_000
      runs.inc({ job: job.name, result })
      seconds.observe(took, { job: job.name })
      log.debug({ result, seconds: took }, 'Job ended')
    }
  }
  return {
    run: (run) => withCorrelation(run.stored.correlationId ?? newCorrelationId(), () => work(run)),
    returnAll(reason) {
      for (const abort of active) abort.abort(new JobReturnedError(`The run was interrupted: ${reason}.`))
    },
  }
}

function timeout(job: AnyJob): JobTimeoutError {
  return new JobTimeoutError(
    `Job "${job.name}" ran longer than its timeoutMs of ${job.timeoutMs} ms. Make it heed context.signal, do less per run, or raise the limit.`,
  )
}

/** A job that ignores its signal must not hold a worker for ever, so the abort ends the wait, too. */
function whenAborted(signal: AbortSignal): { readonly promise: Promise<never>; stop(): void } {
  let listener = () => {}
  const promise = new Promise<never>((_, reject) => {
    listener = () => reject(signal.reason)
    signal.addEventListener('abort', listener, { once: true })
  })
  return { promise, stop: () => signal.removeEventListener('abort', listener) }
}

function resultOf(error: unknown): 'returned' | 'timeout' | 'invalid' | 'failed' {
  if (error instanceof JobReturnedError) return 'returned'
  if (error instanceof JobTimeoutError) return 'timeout'
  return error instanceof PayloadError ? 'invalid' : 'failed'
}

function tell(log: Logger, error: unknown, result: string): void {
  if (result === 'returned') log.info({}, 'Job interrupted; it runs again elsewhere')
  else log.error({ error }, 'Job failed')
}
