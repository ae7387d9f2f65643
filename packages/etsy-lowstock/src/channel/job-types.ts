import type { Tx } from '@bazaar/core/db'
import { type Jobs, jobType } from '@bazaar/core/jobs'
import { z } from 'zod'

/** One job for each address, not for each request: an address that answers slowly or not at all holds up one worker at most. */
export const deliver = jobType('etsy-lowstock.deliver', z.object({ endpoint: z.coerce.bigint() }))
/** What was left behind. */
export const tidyDeliveries = jobType('etsy-lowstock.tidy-deliveries', z.object({}))

/** Has what waits for the address sent. @param dueAt as soon as the transaction is committed unless told */
export const wake = (jobs: Jobs, tx: Tx, endpoint: bigint, dueAt?: Date): Promise<void> =>
  jobs.enqueue(tx, deliver, { endpoint }, { key: `etsy-lowstock.deliver:${endpoint}`, ...(dueAt && { dueAt }) })
