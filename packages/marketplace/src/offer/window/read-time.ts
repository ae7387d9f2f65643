import {
  type DayWritten,
  daysLater,
  gapAround,
  instantsOf,
  isDate,
  type WallClock,
  wallClockAt,
} from '@bazaar/core/calendar'
import { readWords } from './time-words.ts'

export interface TimePlace {
  readonly now: Date
  /** IANA zone that the writer means. */
  readonly zone: string
  /**
   * Which one is meant when clocks are put back and show a time twice: the earlier for the end of a window and the later for its start,
   * so that nobody stands before a closed door.
   */
  readonly twice: 'earlier' | 'later'
}

export type TimeReading =
  | { readonly outcome: 'read'; readonly at: Date }
  | { readonly outcome: 'unclear' }
  /** Clocks are put forward over it: they go from `from` straight to what they show at `at`. */
  | { readonly outcome: 'skipped'; readonly from: string; readonly at: Date }

const minuteMs = 60_000
const unclear = { outcome: 'unclear' } as const

/**
 * Reads a moment as people write it in English and Russian: `18:30`, `tomorrow 9:00`, `20.11. 18:30`, `6 pm`, `завтра в 9`, `in 2 hours`.
 * Without a day it is the next time that clocks show it; a date without a year is the next one.
 */
export function readTime(written: string, place: TimePlace): TimeReading {
  const words = readWords(written)
  if (words === undefined) return unclear
  if (words.kind === 'after') {
    const at = Math.floor(place.now.getTime() / minuteMs + words.minutes) * minuteMs
    return { outcome: 'read', at: new Date(at) }
  }
  const today = { ...wallClockAt(place.now, place.zone), hour: words.hour, minute: words.minute }
  // 24:00 is the end of the day that was named.
  const shift = words.hour === 24 ? 1 : 0
  const onDay = (day: WallClock): TimeReading =>
    onClock(shift === 0 ? day : daysLater({ ...day, hour: 0 }, shift), place)
  if (words.day !== undefined) {
    const day = resolveDay(words.day, today)
    return day === undefined ? unclear : onDay(day)
  }
  const first = onDay(today)
  return first.outcome !== 'unclear' && first.at <= place.now ? onDay(daysLater(today, 1)) : first
}

function onClock(clock: WallClock, { now, zone, twice }: TimePlace): TimeReading {
  const instants = instantsOf(clock, zone)
  if (instants.length === 0) {
    const { from, at } = gapAround(clock, zone)
    return { outcome: 'skipped', from: `${from.hour}:${String(from.minute).padStart(2, '0')}`, at }
  }
  const ahead = instants.filter((instant) => instant > now)
  const at = (twice === 'earlier' ? ahead.at(0) : ahead.at(-1)) ?? instants.at(-1)
  return at === undefined ? unclear : { outcome: 'read', at }
}

/** @param today the date at the place, with the time of the day that is wanted */
function resolveDay(day: DayWritten, today: WallClock): WallClock | undefined {
  if ('inDays' in day) return daysLater(today, day.inDays)
  if ('weekday' in day) {
    const present = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
    return daysLater(today, (day.weekday - present + 7) % 7)
  }
  if (day.year !== undefined) return dateOn(today, { ...day, year: day.year })
  const thisYear = dateOn(today, { ...day, year: today.year })
  const isOver = day.month < today.month || (day.month === today.month && day.day < today.day)
  return isOver ? dateOn(today, { ...day, year: today.year + 1 }) : thisYear
}

function dateOn(today: WallClock, date: Pick<WallClock, 'year' | 'month' | 'day'>): WallClock | undefined {
  return isDate(date) ? { ...today, ...date } : undefined
}
