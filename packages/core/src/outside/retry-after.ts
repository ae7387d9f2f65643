/** Longer than this nobody is believed: the service is asked again after a day. */
const longestMs = 24 * 3_600_000

/**
 * Milliseconds that a `Retry-After` header asks for (seconds or an HTTP date), a day at most; `undefined` when there is
 * none that makes sense.
 */
export function parseRetryAfter(value: string | null, now: number = Date.now()): number | undefined {
  if (value === null) return undefined
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Math.min(longestMs, Number(text) * 1000)
  // Date.parse would take "-5" for a year; HTTP dates always name a day first.
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.min(longestMs, Math.max(0, date - now))
}
