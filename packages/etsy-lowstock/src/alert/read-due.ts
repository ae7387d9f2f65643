import {
  type DayWritten,
  daysBetween,
  daysLater,
  gapAround,
  instantsOf,
  isDate,
  readDay,
  type WallClock,
  wallClockAt,
} from '@bazaar/core/calendar'

export type DueReading =
  | { readonly outcome: 'read'; readonly at: Date }
  | { readonly outcome: 'past' | 'far' | 'unclear' }

export interface DuePlace {
  readonly now: Date
  /** IANA name of the writer's zone. */
  readonly zone: string
}

const dayMs = 24 * 3_600_000
const mostDays = 366
/** Nobody needs more letters for a day. */
const longest = 40
/** When people are reminded of a day that they named. */
const morning = { hour: 9, minute: 0 }

const fillers = /^(?:(?:due|on|by|in|к|ко|в|во|на|до|через)\s+)+/
const amount = /^(\d{1,4})?\s*(\p{L}*)$/u
const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:|d|days?|д|дн|день|дня|дней)$/u, 1],
  [/^(?:w|weeks?|нед|недел[яюи]|недель)$/u, 7],
  [/^(?:months?|мес|месяц|месяца|месяцев)$/u, 30],
]

/**
 * Reads a day to come as people write it in English and Russian: `10`, `in 2 weeks`, `12 May`, `12 мая`, `12.05`, `2027-05-12`, `tomorrow`. So many days
 * are counted from now; a day that is named begins in the morning. A date without a year is the next one.
 */
export function readDue(written: string, place: DuePlace): DueReading {
  const text = written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[,\s]+/g, ' ')
    .trim()
  if (text.length > longest) return { outcome: 'unclear' }
  const bare = text.replace(fillers, '').replace(/\.$/, '').replace(/^an? /, '')
  const days = daysIn(bare)
  if (days !== undefined) return within(days, new Date(place.now.getTime() + days * dayMs))
  const today = { ...wallClockAt(place.now, place.zone), ...morning }
  const day = dayNamed(bare, today)
  return day ? within(daysBetween(today, day), onClock(day, place.zone)) : { outcome: 'unclear' }
}

function within(days: number, at: Date): DueReading {
  if (days < 1) return { outcome: 'past' }
  return days > mostDays ? { outcome: 'far' } : { outcome: 'read', at }
}

function daysIn(text: string): number | undefined {
  const [, count, unit = ''] = amount.exec(text) ?? []
  if (count === undefined && unit === '') return undefined
  const length = units.find(([pattern]) => pattern.test(unit))?.[1]
  return length === undefined ? undefined : Number(count ?? 1) * length
}

function dayNamed(text: string, today: WallClock): WallClock | undefined {
  for (const { day, rest } of readDay(`${text} `)) if (rest === '') return resolve(day, today)
  return undefined
}

function resolve(day: DayWritten, today: WallClock): WallClock | undefined {
  if ('inDays' in day) return daysLater(today, day.inDays)
  if ('weekday' in day) {
    const present = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
    // The one of today is over for whoever waits for something.
    return daysLater(today, ((day.weekday - present + 6) % 7) + 1)
  }
  const years = day.year === undefined ? [today.year, today.year + 1] : [day.year]
  const dates = years.map((year) => ({ ...today, ...day, year })).filter(isDate)
  return dates.find((date) => daysBetween(today, date) >= 0) ?? dates[0]
}

const onClock = (clock: WallClock, zone: string): Date => instantsOf(clock, zone)[0] ?? gapAround(clock, zone).at
