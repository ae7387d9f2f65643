import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { key } from '../text.ts'

interface Window {
  readonly pickupStart: Date
  readonly pickupEnd: Date
  readonly business: { readonly timeZone: string }
}

const day = 86_400_000

/** When it can be collected, on the venue's clock: "today, 18:00–20:00 CET". */
export function pickupWindow({ pickupStart, pickupEnd, business }: Window, now: Date): TextSpec {
  const zone = business.timeZone
  const time = (at: Date, style: 'clock' | 'time' | 'date'): TextParam => ({ time: at.toISOString(), style, zone })
  const dayOf = (at: Date): TextSpec => {
    const name = dateIn(zone, at)
    if (name === dateIn(zone, now)) return key('card-day-today')
    if (name === dateIn(zone, new Date(now.getTime() + day))) return key('card-day-tomorrow')
    return key('card-day', { date: time(at, 'date') })
  }
  const start = time(pickupStart, 'clock')
  const end = time(pickupEnd, 'time')
  const endDay: TextParam = { text: dayOf(pickupEnd) }
  const isOneDay = dateIn(zone, pickupStart) === dateIn(zone, pickupEnd)
  if (pickupStart <= now && now < pickupEnd) {
    return dateIn(zone, pickupEnd) === dateIn(zone, now)
      ? key('card-window-now', { end })
      : key('card-window-now-until', { day: endDay, end })
  }
  const startDay: TextParam = { text: dayOf(pickupStart) }
  return isOneDay
    ? key('card-window-day', { day: startDay, start, end })
    : key('card-window-days', { day: startDay, start, endDay, end })
}

function dateIn(zone: string, at: Date): string {
  return at.toLocaleDateString('en-CA', { timeZone: zone })
}
