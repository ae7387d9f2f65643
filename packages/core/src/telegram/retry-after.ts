const shortestMs = 1_000
const longestMs = 24 * 3_600_000

/**
 * Milliseconds to wait for a `retry_after` as it came over the wire, in seconds: between a second, which also stands for
 * what is no number, and a day, after which Telegram is asked again.
 */
export function retryAfterMs(seconds: unknown): number {
  const ms = typeof seconds === 'number' ? Math.ceil(seconds * 1000) : Number.NaN
  return Number.isNaN(ms) ? shortestMs : Math.min(longestMs, Math.max(shortestMs, ms))
}
