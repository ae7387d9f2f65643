import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { key } from '../text.ts'
import { daysBetween, wallClockAt } from '../wall-clock.ts'

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

/** One takes 50 µs to make, and receipts are written while an offer is locked. There are some 400 zones. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day in a zone, as text that compares and sorts. */
export function dayIn(at: Date, zone: string): string {
  const known = dayFormats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  dayFormats.set(zone, known)
  return known.format(at)
}

/** What ends before this hour of the next morning belongs to the night. */
const morning = 6

/** "26 Nov, 18:00–20:00", "26 Nov, 23:07–01:37", and the venue's place where the reader's clock shows something else; longer ones name both days. */
function windowText({ pickupStart, pickupEnd }: Window, zone: string): TextSpec {
  const [from, to] = [pickupStart.toISOString(), pickupEnd.toISOString()]
  const [first, last] = [wallClockAt(pickupStart, zone), wallClockAt(pickupEnd, zone)]
  const days = daysBetween(first, last)
  const isOneDay = days === 0 || (days === 1 && last.hour < morning)
  return key(isOneDay ? 'purchase-window' : 'purchase-window-days', {
    fromDay: { time: from, style: 'date', zone },
    from: { time: from, style: 'clock', zone },
    toDay: { time: to, style: 'date', zone },
    to: { time: to, style: 'time', zone, isReading: true },
  })
}

/** All receipts of a batch show the window of one offer. */
const composed = new WeakMap<Window, { readonly zone: string; readonly text: TextSpec }>()

export function windowParam(window: Window, zone: string): TextParam {
  const known = composed.get(window)
  if (known?.zone === zone) return { text: known.text }
  const text = windowText(window, zone)
  composed.set(window, { zone, text })
  return { text }
}
