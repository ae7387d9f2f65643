import { daysBetween, wallClockAt } from '@bazaar/core/calendar'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { endsAtNight, isTonights } from '../catalog/index.ts'
import { key } from '../text.ts'

export interface Window {
  readonly pickupStart: Date
  readonly pickupEnd: Date
}

/** How long until then, live where the reader's client can show that. */
export const relativeTo = (at: Date, zone: string): TextParam => ({ time: at.toISOString(), style: 'relative', zone })

/** An instant as the venue's clock has it. */
export const instantAt = (at: Date, zone: string): TextParam => ({ time: at.toISOString(), style: 'datetime', zone })

/** The same, without its day where that is today's. */
export const soonAt = (at: Date, zone: string, now: Date): TextParam => ({
  ...{ time: at.toISOString(), zone },
  style: dayIn(at, zone) === dayIn(now, zone) ? 'time' : 'datetime',
})

/** How long after the window the venue may still hand over: then what was not collected is closed. */
export const closeAfterMs = 15 * 60_000

/** One takes 50 µs to make, and receipts are written while an offer is locked. There are some 400 zones. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day in a zone, as text that compares and sorts. */
export function dayIn(at: Date, zone: string): string {
  const known = dayFormats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  dayFormats.set(zone, known)
  return known.format(at)
}

interface Worded {
  readonly zone: string
  /** "26 Nov, 18:00–20:00", "26 Nov, 23:07–01:37", and the venue's place where the reader's clock shows something else; longer ones name both days. */
  readonly byDate: TextSpec
  /** "Today 18:00–20:00", "Tonight 23:07–01:37". Nothing for others that go on past midnight: by then it would be yesterday's. */
  readonly asToday: TextSpec | undefined
}

function words({ pickupStart, pickupEnd }: Window, zone: string): Worded {
  const [from, to] = [pickupStart.toISOString(), pickupEnd.toISOString()]
  const [first, last] = [wallClockAt(pickupStart, zone), wallClockAt(pickupEnd, zone)]
  const isOneDay = daysBetween(first, last) === 0
  const params: TextSpec['params'] = {
    fromDay: { time: from, style: 'date', zone },
    from: { time: from, style: 'clock', zone },
    toDay: { time: to, style: 'date', zone },
    to: { time: to, style: 'time', zone, isReading: true },
  }
  return {
    zone,
    byDate: key(isOneDay || endsAtNight(first, last) ? 'purchase-window' : 'purchase-window-days', params),
    asToday: isTonights(first, last)
      ? key('purchase-window-tonight', params)
      : isOneDay
        ? key('purchase-window-today', params)
        : undefined,
  }
}

/** All receipts of a batch show the window of one offer. */
const worded = new WeakMap<Window, Worded>()

function wordsOf(window: Window, zone: string): Worded {
  const known = worded.get(window)
  if (known?.zone === zone) return known
  const now = words(window, zone)
  worded.set(window, now)
  return now
}

/** For what stays as it was written. */
export const windowParam = (window: Window, zone: string): TextParam => ({ text: wordsOf(window, zone).byDate })

/**
 * For what is written anew when the window is over, and not before: "Today" where it is today's by the venue's calendar, "Tonight" also after
 * midnight, as long as it is open.
 */
export function livingWindow(window: Window, zone: string, now: Date): TextParam {
  const { byDate, asToday } = wordsOf(window, zone)
  const { pickupStart, pickupEnd } = window
  const isToday = now < pickupEnd && (now >= pickupStart || dayIn(now, zone) === dayIn(pickupStart, zone))
  return { text: (isToday ? asToday : undefined) ?? byDate }
}
