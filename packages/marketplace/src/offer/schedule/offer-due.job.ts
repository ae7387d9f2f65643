import { type AnyJob, onJob } from '@bazaar/core/jobs'
import { type OfferScheduler, offerDue } from './scheduler.service.ts'

/** The next instant of one offer. */
export const createOfferDue = (scheduler: OfferScheduler): AnyJob =>
  onJob(offerDue, { timeoutMs: 60_000, maxAttempts: 10, run: ({ offer }) => scheduler.run(offer) })
