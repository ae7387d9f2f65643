const minuteMs = 60_000
const slots = 60

/** Counts events over the last minute in one-second slots of machine time. */
export interface RateWindow {
  add(): void
  /** How many in the last 60 seconds. */
  perMinute(): number
}

/** Creates an empty window. `now` is machine time in milliseconds (injected by tests). */
export function createRateWindow(now: () => number = Date.now): RateWindow {
  const seconds = new Array<number>(slots).fill(-1)
  const counts = new Array<number>(slots).fill(0)
  return {
    add() {
      const second = Math.floor(now() / 1000)
      const slot = second % slots
      if (seconds[slot] !== second) {
        seconds[slot] = second
        counts[slot] = 0
      }
      counts[slot] = (counts[slot] ?? 0) + 1
    },
    perMinute() {
      const oldest = Math.floor((now() - minuteMs) / 1000)
      return counts.reduce((sum, count, slot) => ((seconds[slot] ?? -1) > oldest ? sum + count : sum), 0)
    },
  }
}
