import type { QuotaState } from '../etsy/index.ts'

const daySeconds = 24 * 3600

/**
 * How long one round over all shops takes so that the calls last: what is left of today is spread until midnight, the rest of the round
 * comes from tomorrow's. Never faster than a whole day would last either: Etsy counts the last 24 hours, so what is spent in a hurry tonight is missing
 * tomorrow. Seconds.
 */
export function roundSeconds(calls: number, state: Omit<QuotaState, 'used' | 'perDay'>): number {
  const { leftForLooks, dailyForLooks, secondsLeft, perSecond } = state
  if (calls === 0) return 0
  const secondsPerCall = daySeconds / dailyForLooks
  const paced =
    calls <= leftForLooks ? (calls / leftForLooks) * secondsLeft : secondsLeft + (calls - leftForLooks) * secondsPerCall
  return Math.max(calls / perSecond, calls * secondsPerCall, paced)
}
