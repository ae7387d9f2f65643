import type { LimitDecision } from '@bazaar/core/limits'

/** Counts of the window that runs (number `index` since 1970) and of the one before it. */
export interface WindowCounts {
  readonly index: number
  readonly current: number
  readonly previous: number
}

/**
 * Two neighbouring windows approximate a sliding one: the previous window counts with the share of it that the sliding
 * window still covers. The same integer formula is written in Lua (Redis), in PL/pgSQL (`core_limit_hit`) and here; the
 * tests compare all three. A refused hit costs nothing.
 */
export function slide(
  known: WindowCounts | undefined,
  hit: { readonly max: number; readonly windowMs: number; readonly cost: number; readonly nowMs: number },
): { readonly decision: LimitDecision; readonly counts: WindowCounts } {
  const { max, windowMs, cost, nowMs } = hit
  // A clock that stepped back stays in the known window rather than forgetting it.
  const index = Math.max(Math.floor(nowMs / windowMs), known?.index ?? 0)
  const elapsed = Math.max(0, nowMs - index * windowMs)
  const counts = roll(known, index)
  const room = max * windowMs - counts.previous * (windowMs - elapsed) - (counts.current + cost) * windowMs
  if (room >= 0)
    return {
      decision: { allowed: true, remaining: Math.floor(room / windowMs) },
      counts: { ...counts, current: counts.current + cost },
    }
  return { decision: { allowed: false, retryAfterMs: retryAfter(counts, hit, elapsed) }, counts }
}

function roll(known: WindowCounts | undefined, index: number): WindowCounts {
  if (known?.index === index) return known
  if (known?.index === index - 1) return { index, current: 0, previous: known.current }
  return { index, current: 0, previous: 0 }
}

/** Milliseconds until the same hit would be allowed if nobody else came; a whole window when it never would be. */
function retryAfter(
  counts: WindowCounts,
  { max, windowMs, cost }: { readonly max: number; readonly windowMs: number; readonly cost: number },
  elapsed: number,
): number {
  if (cost > max) return windowMs
  const free = max - counts.current - cost
  const wait =
    free >= 0
      ? windowMs - elapsed - Math.floor((free * windowMs) / counts.previous)
      : windowMs - elapsed + windowMs - Math.floor(((max - cost) * windowMs) / counts.current)
  return Math.max(1, wait)
}
