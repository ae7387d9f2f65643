const everyMs = 15_000
/** Of all cards together, a second: what people wait for goes first. */
const mostPerSecond = 10

/** When the card of a walk is changed. */
export interface CardPace {
  /** Says yes only where it is going to be done: each yes counts. @param shownAt business time */
  isDue(shownAt: Date | null, now: Date): boolean
}

/** Each card every 15 seconds at most, by business time; all of this process by its own clock. What is not due is left out: the next report shows it too. */
export function createCardPace(machineNow: () => number = Date.now): CardPace {
  let second = 0
  let shown = 0
  return {
    isDue(shownAt, now) {
      if (shownAt !== null && Math.abs(now.getTime() - shownAt.getTime()) < everyMs) return false
      const current = Math.floor(machineNow() / 1000)
      if (current !== second) [second, shown] = [current, 0]
      if (shown >= mostPerSecond) return false
      shown++
      return true
    },
  }
}
