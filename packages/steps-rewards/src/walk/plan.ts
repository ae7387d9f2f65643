import type { StepsRewardsWalk } from '@bazaar/core/db'

/** Why a walk ends: it was finished, the location is not shared any more, nothing came, four hours were over. */
export type EndReason = 'finish' | 'sharing' | 'silence' | 'long'

export const silenceMs = 15 * 60_000
export const longestMs = 4 * 3_600_000

export interface Times {
  readonly startedAt: Date
  readonly lastReportAt: Date
  readonly liveUntil: Date | null
}

/** Whether the location of a walk that has ended is shared on, though nothing follows from it any more. */
export const isSharedOn = (
  { endReason, liveMessageId, liveUntil }: Pick<StepsRewardsWalk, 'endReason' | 'liveMessageId' | 'liveUntil'>,
  now: Date,
): boolean => endReason !== 'sharing' && liveMessageId !== null && (liveUntil === null || liveUntil > now)

/** When a walk ends by itself, if nothing more is heard, and why. `at` is when it is noticed, `endedAt` what counts. */
export function endOf({ startedAt, lastReportAt, liveUntil }: Times): {
  readonly at: Date
  readonly endedAt: Date
  readonly reason: EndReason
} {
  const silent = new Date(lastReportAt.getTime() + silenceMs)
  const long = new Date(startedAt.getTime() + longestMs)
  if (liveUntil && liveUntil <= silent && liveUntil <= long)
    return { at: liveUntil, endedAt: lastReportAt, reason: 'sharing' }
  if (long <= silent) return { at: long, endedAt: long, reason: 'long' }
  return { at: silent, endedAt: lastReportAt, reason: 'silence' }
}
