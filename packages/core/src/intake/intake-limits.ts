import type { LimitRule, Limits } from '../limits/index.ts'
import { createLiveLimit } from './live-limit.ts'
import type { UpdateFacts } from './update-facts.ts'

export interface Refusal {
  /** Whose limit: the person's, that of everybody in the group, or that of moves of live locations, which nobody is told about. */
  readonly by: 'person' | 'group' | 'live'
  readonly retryAfterMs: number
}

export interface IntakeLimitsOptions {
  readonly limits: Limits
  /** For each person. */
  readonly rule: LimitRule
  /** For each group: commands and presses of all its members together. */
  readonly groupRule: LimitRule
}

/** Who is over a limit, by position, in one round trip for each kind of limit. */
export type Refuse = (
  facts: readonly UpdateFacts[],
  isFresh: (index: number) => boolean,
) => Promise<ReadonlyMap<number, Refusal>>

export function createRefuse({ limits, rule, groupRule }: IntakeLimitsOptions): Refuse {
  const live = createLiveLimit()
  /** The limit of each person first: what it refuses does not count for the group. */
  return async (facts, isFresh) => {
    const refusals = new Map<number, Refusal>()
    const hit = async (by: Refusal['by'], limit: LimitRule, keyOf: (fact: UpdateFacts) => number | undefined) => {
      const counted = facts.flatMap((fact, index) => {
        const key = keyOf(fact)
        return key === undefined || !fact.asks || !isFresh(index) || refusals.has(index) ? [] : [{ index, key }]
      })
      if (counted.length === 0) return
      const decisions = await limits.hitMany(counted.map(({ key }) => ({ key: `updates:${key}`, rule: limit })))
      for (const [position, { index }] of counted.entries()) {
        const decision = decisions[position]
        if (decision && !decision.allowed) refusals.set(index, { by, retryAfterMs: decision.retryAfterMs })
      }
    }
    await hit('person', rule, ({ from }) => from?.id)
    await hit('group', groupRule, ({ asksInGroup }) => asksInGroup)
    for (const [index, { liveMove }] of facts.entries())
      if (liveMove && isFresh(index) && !live.allows(liveMove)) refusals.set(index, { by: 'live', retryAfterMs: 0 })
    return refusals
  }
}

/** Too much of the same chat waits already. */
export const crowded = ({ chat }: UpdateFacts): Refusal => ({
  by: chat === undefined || chat.type === 'private' ? 'person' : 'group',
  retryAfterMs: 5_000,
})
