import { AppError } from '@bazaar/core/errors'

export interface Window {
  readonly start: Date
  readonly end: Date
}

const minuteMs = 60_000
/** People must have the time to see an offer and to come. */
export const leastMs = 15 * minuteMs
const furthestMs = 48 * 60 * minuteMs

/** As the venue's people read and type it. */
const time = (at: Date, zone: string) => ({ time: at.toISOString(), style: 'datetime', zone, isReading: true }) as const

export const laterOf = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))

/** Whether pickup may end then. */
export const mayEnd = (end: Date, now: Date): boolean => {
  const ahead = end.getTime() - now.getTime()
  return ahead > leastMs && ahead <= furthestMs
}

/** @throws AppError unless pickup ends later than in 15 minutes and within 48 hours */
export function checkEnd(end: Date, now: Date, zone: string): void {
  if (end.getTime() - now.getTime() <= leastMs)
    throw new AppError('marketplace-offer-end-too-soon', {
      end: time(end, zone),
      earliest: time(new Date(now.getTime() + leastMs), zone),
    })
  if (end.getTime() - now.getTime() > furthestMs)
    throw new AppError('marketplace-offer-end-too-far', {
      end: time(end, zone),
      latest: time(new Date(now.getTime() + furthestMs), zone),
    })
}

/** @throws AppError unless at least 15 minutes of a window lie ahead, counted from its start if that is still to come */
export function checkLength({ start, end }: Window, zone: string): void {
  if (end.getTime() - start.getTime() < leastMs)
    throw new AppError('marketplace-offer-start-too-late', {
      start: time(start, zone),
      latest: time(new Date(end.getTime() - leastMs), zone),
    })
}
