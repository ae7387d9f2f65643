import { z } from 'zod'

/**
 * What postings debit: `one` derived account of the system; derived accounts `spread` over as many things; one `stored` account, whose row
 * everybody waits for.
 */
export const sides = ['one', 'spread', 'stored'] as const
export const loadInput = z.object({ clients: z.number(), seconds: z.number(), side: z.enum(sides) })
export const hotInput = z.object({ inFlight: z.number(), seconds: z.number() })
export const loadResult = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** CPU of the process per posting. */
  cpuMicros: z.number(),
  total: z.number(),
})
export const pagesResult = z.object({ p50: z.number(), p99: z.number() })
export const pagesInput = z.object({ user: z.string(), pages: z.number() })
