const firstPauseMs = 10_000
const longestAskedPauseMs = 24 * 3_600_000

/**
 * How long a shop is left alone after `failures` failures in a row: 10 s, doubled each time up to `maxMs`, ±20 %, and
 * never shorter than what the shop asked for (a day at most, in case its header is nonsense).
 */
export function pauseAfter(failures: number, maxMs: number, random: () => number, retryAfterMs = 0): number {
  const doubled = Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 20), maxMs)
  const jittered = doubled * (0.8 + 0.4 * random())
  return Math.round(Math.max(firstPauseMs, Math.min(jittered, maxMs), Math.min(retryAfterMs, longestAskedPauseMs)))
}
