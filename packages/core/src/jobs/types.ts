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

/** A job is data: the core validates, logs, times, counts and retries all of them in one wrapper. */
export interface Job<Payload = unknown> {
  /** `<feature id>.<verb-noun>`, e.g. `voucher-tracker.check-stock`. Checked at boot. */
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** Recurring: a cron text (UTC), or an interval with jitter (share of the interval, 0.1 = ±10 %). Needs a payload schema that accepts `{}`. */
  readonly schedule?: { readonly cron: string } | { readonly everyMs: number; readonly jitter: number }
  readonly timeoutMs: number
  /** Tries in all before the job is dead. */
  readonly maxAttempts: number
  run(payload: Payload, context: JobContext): Promise<void>
}

/** Any job, with its payload type closed over by {@link defineJob}. */
export interface AnyJob extends Omit<Job, 'run'> {
  /** Parses `stored` with the payload schema, then works. A payload that does not parse is dead at once. */
  run(stored: unknown, context: JobContext): Promise<void>
}

export interface EnqueueOptions {
  /** Business time; left out = now. */
  readonly dueAt?: Date
  /** At most one waiting entry per key; a second enqueue replaces it. */
  readonly key?: string
}

export interface Jobs {
  /** Enqueues inside the caller's transaction: a rollback leaves no job. */
  enqueue(tx: Tx, name: string, payload: object, options?: EnqueueOptions): Promise<void>
  /** Removes a waiting entry by its key; nothing happens when it is gone. */
  cancel(tx: Tx, key: string): Promise<void>
}
