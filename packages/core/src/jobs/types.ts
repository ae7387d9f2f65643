import type { z } from 'zod'
import type { Tx } from '../db/index.ts'
import type { Logger } from '../log/index.ts'

export interface JobContext {
  /** Aborted on timeout and on shutdown. */
  readonly signal: AbortSignal
  readonly log: Logger
  /** 1 for the first try. */
  readonly attempt: number
}

/** Names one kind of job and what it is told. Made with {@link jobType}; what enqueues it and what works it off share it. */
export interface JobType<Payload = unknown> {
  /** `<feature id>.<verb-noun>`, e.g. `voucher-tracker.check-stock`. Checked at boot. */
  readonly name: string
  /** Parses what was stored as JSON: bigints lie there as text (`z.coerce.bigint()`), instants as ISO text. */
  readonly payload: z.ZodType<Payload>
}

/** How jobs of one kind are worked off: data, so that the core validates, logs, times, counts and retries all of them in one wrapper. */
export interface JobHandling<Payload> {
  /** Recurring: a cron text (UTC), or an interval with jitter (share of the interval, 0.1 = ±10 %). Needs a payload schema that accepts `{}`. */
  readonly schedule?: { readonly cron: string } | { readonly everyMs: number; readonly jitter: number }
  /** Machine time in milliseconds; then the signal aborts and the try has failed. */
  readonly timeoutMs: number
  /** Tries in all before the job is dead. */
  readonly maxAttempts: number
  /** At least once: make it idempotent. What it throws is a failed try; an `AppError` too. */
  run(payload: Payload, context: JobContext): Promise<void>
}

/** A declared job, with its payload type closed over by {@link onJob}, so that jobs of all features fit one list. */
export interface AnyJob<Payload = unknown> extends JobType<Payload>, Omit<JobHandling<Payload>, 'run'> {
  /** Parses `stored` with the payload schema, then works. @throws PayloadError when it does not parse: such a job is dead at once */
  run(stored: unknown, context: JobContext): Promise<void>
}

/** All declared jobs by name, read when first needed: features are built after the jobs service. */
export type JobIndex = () => ReadonlyMap<string, AnyJob>

export interface EnqueueOptions {
  /** Business time; left out = now. */
  readonly dueAt?: Date
  /** At most one waiting entry per key; a second enqueue replaces it. */
  readonly key?: string
}

/** Work for later, from the writing side; handlers are declared with `onJob`. At least once, on graphile-worker, by whichever process is free. */
export interface Jobs {
  /**
   * Enqueues inside the caller's transaction: a rollback leaves no job.
   * @throws Error when no part declares the type, or the payload does not survive being stored as JSON
   */
  enqueue<Payload extends object>(
    tx: Tx,
    type: JobType<Payload>,
    payload: NoInfer<Payload>,
    options?: EnqueueOptions,
  ): Promise<void>
  /** Removes a waiting entry by its key; nothing happens when it is gone or being worked off. @throws Error for a key with one of the core's own prefixes */
  cancel(tx: Tx, key: string): Promise<void>
}
