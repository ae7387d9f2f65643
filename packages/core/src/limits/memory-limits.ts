import { createLimitsOver } from './limit-store.ts'
import type { Limits } from './ports.ts'
import { slide, type WindowCounts } from './sliding-window.ts'

/** Limits of a single process, forgotten when it ends. `now` is epoch milliseconds, machine time unless told. */
export function createMemoryLimits(now: () => number = Date.now): Limits {
  const windows = new Map<string, { readonly counts: WindowCounts; readonly expiresAt: number }>()
  let sweepAt = now() + 60_000
  return createLimitsOver([
    {
      async hitMany(hits) {
        const nowMs = now()
        if (nowMs >= sweepAt) {
          sweepAt = nowMs + 60_000
          for (const [key, { expiresAt }] of windows) if (expiresAt <= nowMs) windows.delete(key)
        }
        return hits.map(({ key, rule, cost = 1 }) => {
          const id = `${rule.windowMs}:${key}`
          const { max, windowMs } = rule
          const { decision, counts } = slide(windows.get(id)?.counts, { max, windowMs, cost, nowMs })
          if (decision.allowed) windows.set(id, { counts, expiresAt: nowMs + 2 * windowMs })
          return decision
        })
      },
    },
  ])
}
