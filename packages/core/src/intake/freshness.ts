/** Whether what was read of a chat or a person is still so: nothing of theirs was handled in this process since. */
export interface Freshness {
  /** Names this moment: taken before reading. */
  now(): number
  /** Something of these lanes was handled. */
  handled(lanes: readonly string[]): void
  holds(readAt: number, lanes: readonly string[]): boolean
}

/** @param most how many lanes are remembered; beyond that everything is forgotten, and what was read before counts as old */
export function createFreshness(most = 10_000): Freshness {
  const handledAt = new Map<string, number>()
  let moment = 0
  let forgottenAt = 0
  return {
    now: () => moment,
    handled(lanes) {
      moment += 1
      if (handledAt.size >= most) {
        handledAt.clear()
        forgottenAt = moment
      }
      for (const lane of lanes) handledAt.set(lane, moment)
    },
    holds: (readAt, lanes) => readAt >= forgottenAt && lanes.every((lane) => (handledAt.get(lane) ?? 0) <= readAt),
  }
}
