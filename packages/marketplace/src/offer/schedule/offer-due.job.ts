import { type AnyJob, defineJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { type OfferScheduler, offerDueJob } from './scheduler.service.ts'

/** The next instant of one offer. */
export function createOfferDue(scheduler: OfferScheduler): AnyJob {
  return defineJob({
    name: offerDueJob,
    payload: z.object({ offer: z.coerce.bigint() }),
    timeoutMs: 60_000,
    maxAttempts: 10,
    run: ({ offer }) => scheduler.run(offer),
  })
}
