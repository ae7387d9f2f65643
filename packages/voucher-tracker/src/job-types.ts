import { jobType } from '@bazaar/core/jobs'
import { z } from 'zod'

export const checkStock = jobType('voucher-tracker.check-stock', z.object({ source: z.string().optional() }))
export const strikeAlerts = jobType('voucher-tracker.strike-alerts', z.object({}))
