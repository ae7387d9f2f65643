import { z } from 'zod'
import { toJsonText } from '../json/index.ts'
import { correlationId } from '../log/index.ts'

/** What lies in the queue and in `core_schedule`: the payload and what the run should know about its origin. */
const storedJob = z.object({
  payload: z.record(z.string(), z.unknown()),
  /** The caller's key. A row in the queue that has lost its key was replaced by a newer one. */
  key: z.string().optional(),
  correlationId: z.string().optional(),
})
export type StoredJob = z.infer<typeof storedJob>

/** Text for a json column. BigInts become decimal strings, dates ISO strings: coerce them in the payload schema. */
export function storeJob(payload: object, key?: string): string {
  return toJsonText({ payload, key, correlationId: correlationId() })
}

export function readJob(stored: unknown): StoredJob {
  return storedJob.parse(stored)
}

/** Recurring entries carry this prefix in `core_schedule` and in the queue; entries without a caller's key the other one. */
export const recurringPrefix = 'cron:'
export const keylessPrefix = 'once:'
