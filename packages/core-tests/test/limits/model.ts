import type { LimitDecision, LimitHit } from '@bazaar/core/limits'
import { slide, type WindowCounts } from './sliding-window.ts'

/** What the stores are compared with: the same limits in memory. `now` is epoch milliseconds. */
export function createModel(now: () => number): (hits: readonly LimitHit[]) => readonly LimitDecision[] {
  const windows = new Map<string, WindowCounts>()
  return (hits) =>
    hits.map(({ key, rule: { max, windowMs }, cost = 1 }) => {
      const id = `${windowMs}:${key}`
      const { decision, counts } = slide(windows.get(id), { max, windowMs, cost, nowMs: now() })
      if (decision.allowed) windows.set(id, counts)
      return decision
    })
}
