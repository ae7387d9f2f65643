import { jobType } from '@bazaar/core/jobs'
import { z } from 'zod'

/** One look at a shop; each plans the next one. */
export const lookAtShop = jobType('etsy-lowstock.look-at-shop', z.object({ shop: z.coerce.bigint() }))

/** At most one look waits per shop: who asks for an earlier one moves it. */
export const lookKey = (shopId: bigint): string => `etsy-lowstock.look:${shopId}`
