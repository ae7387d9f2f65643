import type { z } from 'zod'
import { OwnError } from '../errors/index.ts'
import type { AnyJob, JobHandling, JobType } from './types.ts'

/** A stored payload does not fit the job's schema. Trying again cannot help, so the job is dead at once. */
export class PayloadError extends OwnError {
  override readonly name = 'PayloadError'
}

/**
 * Names a kind of job, once, beside whoever enqueues it.
 * @param name `<feature id>.<verb-noun>`
 * @param payload what it is told, as it comes back from JSON
 */
export function jobType<Payload extends object>(name: string, payload: z.ZodType<Payload>): JobType<Payload> {
  return { name, payload }
}

/** What is done with jobs of a kind; goes into the `jobs` of a part. */
export function onJob<Payload>(type: JobType<Payload>, handling: JobHandling<Payload>): AnyJob<Payload> {
  return {
    ...handling,
    ...type,
    async run(stored, context) {
      const parsed = type.payload.safeParse(stored)
      if (!parsed.success) throw payloadError(type.name, parsed.error)
      await handling.run(parsed.data, context)
    },
  }
}

/** Names the fields and what is wrong with them, never their values: those may be personal. */
export function payloadError(
  job: string,
  error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] },
): PayloadError {
  const problems = error.issues.map((issue) => `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`)
  return new PayloadError(
    `The payload of job "${job}" does not fit its schema (${problems.join('; ')}). Fix the caller, or let the schema accept what older versions stored.`,
  )
}
