import type { LiveMove } from './update-facts.ts'

/** More than any client sends: a move every second, and some more. */
const mostInWindow = 15
const windowSeconds = 10
/** People whose moves are counted at once; whoever was quiet longest is forgotten. */
const mostPeople = 20_000

/**
 * How often a live location may move. Counted by Telegram's own time, so that what an outage held back and comes all at once is not too much; in
 * this process alone, since it protects nothing but the process: it costs no round trip.
 */
export function createLiveLimit(): { allows(move: LiveMove): boolean } {
  const counts = new Map<number, { readonly window: number; readonly moves: number }>()
  return {
    allows({ from, at, isLast }) {
      const window = Math.floor(at / windowSeconds)
      const known = counts.get(from)
      const moves = known?.window === window ? known.moves + 1 : 1
      // Last in the map is whoever moved last.
      counts.delete(from)
      counts.set(from, { window, moves })
      if (counts.size > mostPeople) {
        const [oldest] = counts.keys()
        if (oldest !== undefined) counts.delete(oldest)
      }
      // That it has ended is told once.
      return isLast || moves <= mostInWindow
    },
  }
}
