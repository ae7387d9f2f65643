import { daysBetween, daysLater, gapAround, instantsOf, type WallClock, wallClockAt } from '@bazaar/core/calendar'
import { leastMs, type Window } from './window-rules.ts'

/** How much of today's window must be left to post it again today. */
const worthMs = 2 * leastMs
/** Today, tomorrow, and one more in case that tomorrow has no such time. */
const daysTried = 3

/**
 * The window of an earlier offer by the same hours of the venue's clocks: today's if enough of it is left, else the next day's.
 * A time that clocks skip is read as if they went on, and of two equal ones the narrower window is meant.
 */
export function nextWindow(last: Window, now: Date, zone: string): Window {
  const from = wallClockAt(last.start, zone)
  const until = wallClockAt(last.end, zone)
  const passed = daysBetween(until, wallClockAt(now, zone))
  const lengthMs = last.end.getTime() - last.start.getTime()
  const enoughMs = Math.min(worthMs, lengthMs)
  for (let days = passed; days < passed + daysTried; days++) {
    const end = onClocks(daysLater(until, days), zone)[0]
    const leftMs = end.getTime() - now.getTime()
    if (leftMs <= leastMs || leftMs < enoughMs) continue
    const latest = end.getTime() - leastMs
    const start = onClocks(daysLater(from, days), zone).findLast((one) => one.getTime() <= latest)
    // Where clocks were changed inside of the window, its hours may leave nothing of it on another day: then its length counts.
    return { start: start ?? new Date(end.getTime() - lengthMs), end }
  }
  throw new Error(`The window until ${last.end.toISOString()} cannot be repeated in ${zone}.`)
}

function onClocks(clock: WallClock, zone: string): readonly [Date, ...Date[]] {
  const [first, ...more] = instantsOf(clock, zone)
  if (first) return [first, ...more]
  const { from, at } = gapAround(clock, zone)
  const minutesIn = (clock.hour - from.hour) * 60 + clock.minute - from.minute
  return [new Date(at.getTime() + minutesIn * 60_000)]
}
