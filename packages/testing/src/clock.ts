import type { Clock } from '@bazaar/core/clock'

export interface FakeClock extends Clock {
  /** Moves time forward and fires `onJump`, as the playground's clock does. */
  advance(ms: number): void
}

/** A clock that stands still until the test advances it. */
export function createFakeClock(start: Date = new Date('2026-01-05T09:00:00Z')): FakeClock {
  const listeners = new Set<() => void>()
  let offsetMs = 0
  return {
    now: () => new Date(start.getTime() + offsetMs),
    get offsetMs() {
      return offsetMs
    },
    onJump(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    advance(ms) {
      offsetMs += ms
      for (const listener of [...listeners]) listener()
    },
  }
}
