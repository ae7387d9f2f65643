import { jobType } from '@bazaar/core/jobs'
import { z } from 'zod'

/** A flagged walk has waited long enough. */
export const decisionDue = jobType('steps-rewards.decision-due', z.object({ walk: z.coerce.bigint() }))
