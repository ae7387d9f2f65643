import type { Limits } from '../limits/index.ts'

/** What the processes of one bot tell each other about their sending. */
export interface SharedBudget {
  /**
   * Reports `sent` new messages and learns how many the *other* processes sent within the last second.
   * `reported` is how many of the caller's own messages of the last second were reported before.
   */
  exchange(sent: number, reported: number): Promise<number>
}

/** Never refuses: the limit only counts. */
const counting = { max: 1_000_000, windowMs: 1_000, onStoreLost: 'allow' } as const

/**
 * A {@link SharedBudget} on the limits port. It is coarse by design: counts are exchanged every 200 ms, so replies of
 * other processes slow bulk down that much later. With the store lost everybody counts alone, and Telegram's own 429
 * is the backstop.
 */
export function createSharedBudget(limits: Limits, botId: bigint): SharedBudget {
  const key = `core:sends:${botId}`
  return {
    async exchange(sent, reported) {
      const decision = await limits.hit(key, counting, sent)
      if (!decision.allowed) return 0
      return Math.max(0, counting.max - decision.remaining - sent - Math.max(0, reported))
    },
  }
}
