import type { LimitDecision, LimitHit, Limits } from './ports.ts'

/** Where limits are counted. Throwing means the store cannot be reached. */
export interface LimitStore {
  hitMany(hits: readonly LimitHit[]): Promise<readonly LimitDecision[]>
}

/** What a refused caller is told to wait when no store could be asked. */
const lostRetryMs = 5_000

/** The first store that answers decides; when none does, each rule's `onStoreLost` does. */
export function createLimitsOver(stores: readonly LimitStore[]): Limits {
  const hitMany = async (hits: readonly LimitHit[]): Promise<readonly LimitDecision[]> => {
    if (hits.length === 0) return []
    for (const store of stores) {
      try {
        return await store.hitMany(hits)
      } catch {
        // Lost: the next store counts from zero, so during a failover up to twice the limit passes.
      }
    }
    return hits.map(({ rule }) =>
      rule.onStoreLost === 'allow' ? { allowed: true, remaining: 0 } : { allowed: false, retryAfterMs: lostRetryMs },
    )
  }
  return {
    hitMany,
    async hit(key, rule, cost = 1) {
      const [decision] = await hitMany([{ key, rule, cost }])
      if (!decision) throw new Error('A limit store answered fewer decisions than it was asked.')
      return decision
    },
  }
}
