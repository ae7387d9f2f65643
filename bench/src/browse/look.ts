import { z } from 'zod'

/** One person's look at `/browse`: where, and through which filter. */
export const look = z.object({
  userId: z.coerce.bigint(),
  latitude: z.number(),
  longitude: z.number(),
  filter: z.enum(['nearby', 'all', 'ending']),
  /** The instant that both look at, so that both find the same. */
  at: z.number(),
})
export type Look = z.infer<typeof look>

/** How far each filter reaches, in metres; the product's own. */
export const reach: Readonly<Record<Look['filter'], number>> = { nearby: 5_000, all: 30_000, ending: 30_000 }

const lookInput = z.object({ looks: z.array(look) })
export const lookResult = z.object({
  /** Milliseconds, look by look. */
  times: z.array(z.number()),
  /** What was found, best first, by offer ids as text. */
  found: z.array(z.array(z.string())),
  /** CPU of the process per look. */
  cpuMicros: z.number(),
})
export type LookResult = z.infer<typeof lookResult>

/** One after another: how long one person waits. */
export async function runLooks(
  find: (wanted: Look) => Promise<readonly (string | bigint)[]>,
  given: unknown,
): Promise<LookResult> {
  const { looks } = lookInput.parse(given)
  const times: number[] = []
  const found: string[][] = []
  const before = process.cpuUsage()
  for (const wanted of looks) {
    const startedAt = performance.now()
    const ids = await find(wanted)
    times.push(performance.now() - startedAt)
    found.push(ids.map(String))
  }
  const { user, system } = process.cpuUsage(before)
  return { times, found, cpuMicros: Math.round((user + system) / looks.length) }
}
