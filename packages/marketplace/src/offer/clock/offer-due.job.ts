import { type AnyJob, defineJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { type OfferClock, offerDueJob } from './clock.service.ts'

/** The next instant of one offer. */
export function createOfferDue(clock: OfferClock): AnyJob {
  return defineJob({
    name: offerDueJob,
    payload: z.object({ offer: z.coerce.bigint() }),
    timeoutMs: 60_000,
    maxAttempts: 10,
    run: ({ offer }) => clock.run(offer),
  })
}
