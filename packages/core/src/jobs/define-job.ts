import { OwnError } from '../errors/index.ts'
import type { AnyJob, Job } from './types.ts'

/** A stored payload does not fit the job's schema. Trying again cannot help, so the job is dead at once. */
export class PayloadError extends OwnError {
  override readonly name = 'PayloadError'
}

/** Closes the payload type over the job, so that jobs of all features fit one list. */
export function defineJob<Payload>(job: Job<Payload>): AnyJob {
  return {
    ...job,
    async run(stored, context) {
      const parsed = job.payload.safeParse(stored)
      if (!parsed.success) throw payloadError(job.name, parsed.error)
      await job.run(parsed.data, context)
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
