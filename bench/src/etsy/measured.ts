import { z } from 'zod'

export const lookResult = z.object({
  ms: z.number(),
  cpuMicros: z.number(),
  /** Listings that are known afterwards. */
  listings: z.number(),
  /** Resident memory after the look, in bytes. */
  rss: z.number(),
})
export type LookResult = z.infer<typeof lookResult>

/** One look at the whole shop. */
export async function measured(look: () => Promise<number>): Promise<LookResult> {
  const before = process.cpuUsage()
  const startedAt = performance.now()
  const listings = await look()
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMicros: user + system, listings, rss: process.memoryUsage.rss() }
}
