import { daysBetween, type WallClock, wallClockAt } from '@bazaar/core/calendar'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { key } from '../text.ts'

interface Window {
  readonly pickupStart: Date
  readonly pickupEnd: Date
  readonly business: { readonly timeZone: string }
}

/** What ends before this hour of the next morning belongs to the night. */
const morning = 6

/** Whether what begins on one day and ends on the next is still that evening's to whoever comes. */
export const endsAtNight = (from: WallClock, to: WallClock): boolean => daysBetween(from, to) === 1 && to.hour < morning

/** From this hour on it is evening; what began before it is no "tonight", however late it ends. */
const evening = 17
export const isTonights = (from: WallClock, to: WallClock): boolean => from.hour >= evening && endsAtNight(from, to)

/** When it can be collected, on the venue's clock: "today 18:00–20:00", "tonight 23:07–01:37 Berlin time". */
export function pickupWindow({ pickupStart, pickupEnd, business }: Window, now: Date): TextSpec {
  const zone = business.timeZone
  const today = wallClockAt(now, zone)
  const time = (at: Date, style: 'clock' | 'time' | 'date'): TextParam => ({
    time: at.toISOString(),
    style,
    zone,
    isReading: true,
  })
  /** By the calendar: a day has 23 or 25 hours when clocks change. */
  const daysUntil = (at: Date): number => daysBetween(today, wallClockAt(at, zone))
  const dayOf = (at: Date): TextSpec => {
    const days = daysUntil(at)
    if (days === 0) return key('card-day-today')
    return days === 1 ? key('card-day-tomorrow') : key('card-day', { date: time(at, 'date') })
  }
  const start = time(pickupStart, 'clock')
  const end = time(pickupEnd, 'time')
  const from = wallClockAt(pickupStart > now ? pickupStart : now, zone)
  const to = wallClockAt(pickupEnd, zone)
  const isNight = endsAtNight(from, to)
  const endDay: TextParam = { text: dayOf(pickupEnd) }
  if (pickupStart <= now && now < pickupEnd) {
    return daysUntil(pickupEnd) === 0 || isNight
      ? key('card-window-now', { end })
      : key('card-window-now-until', { day: endDay, end })
  }
  const startDay: TextParam = { text: dayOf(pickupStart) }
  if (isTonights(from, to) && daysUntil(pickupStart) === 0) return key('card-window-tonight', { start, end })
  return isNight || daysUntil(pickupStart) === daysUntil(pickupEnd)
    ? key('card-window-day', { day: startDay, start, end })
    : key('card-window-days', { day: startDay, start, endDay, end })
}
