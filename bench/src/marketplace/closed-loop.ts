import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { percentile, round } from '../support/stats.ts'

export const loadInput = z.object({ inFlight: z.number(), offers: z.number(), seconds: z.number() })
export const loadResult = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** CPU of the contender's process per purchase. */
  cpuMicros: z.number(),
  /** Purchases, those of the warm-up included. */
  total: z.number(),
})
export type LoadInput = z.infer<typeof loadInput>
export type LoadResult = z.infer<typeof loadResult>

/** One unit for one new person; rejects unless it was confirmed. */
export type Reserve = (userId: bigint, offerId: bigint, requestKey: string) => Promise<void>

const warmUpMs = 1_000
let people = 0n

/** So many people at once who reserve again and again, each time another person, at offers drawn at random. */
export async function runClosedLoop(reserve: Reserve, given: unknown): Promise<LoadResult> {
  const { inFlight, offers, seconds } = loadInput.parse(given)
  const latencies: number[] = []
  let total = 0
  let stage: 'warm-up' | 'counting' | 'over' = 'warm-up'
  const worker = async (): Promise<void> => {
    while (stage !== 'over') {
      const startedAt = performance.now()
      people += 1n
      await reserve(1_000_000n + people, 1n + BigInt(Math.floor(Math.random() * offers)), randomUUID())
      total += 1
      if (stage === 'counting') latencies.push(performance.now() - startedAt)
    }
  }
  const workers = Array.from({ length: inFlight }, worker)
  const failed = Promise.all(workers)
  await Promise.race([failed, delay(warmUpMs)])
  stage = 'counting'
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()]
  await Promise.race([failed, delay(seconds * 1_000)])
  stage = 'over'
  const [ms, cpu, count] = [performance.now() - startedAt, process.cpuUsage(cpuBefore), latencies.length]
  await failed
  return {
    perSecond: Math.round(count / (ms / 1_000)),
    p50: round(percentile(latencies, 0.5), 2),
    p99: round(percentile(latencies, 0.99), 2),
    cpuMicros: round((cpu.user + cpu.system) / count),
    total,
  }
}
