/** What a clock on the wall and a calendar beside it show, without saying where. */
export interface WallClock {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** Intl formatters are expensive to build; venues are in few zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** What the clocks of a zone show at an instant; seconds are cut off. */
export function wallClockAt(instant: Date, zone: string): WallClock {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}

/** A reading as a number, as if it were UTC: for arithmetic. Days and hours that are too many carry over. */
const toNumber = ({ year, month, day, hour, minute }: WallClock): number => Date.UTC(year, month - 1, day, hour, minute)

function fromNumber(reading: number): WallClock {
  const date = new Date(reading)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}

/** Whether the calendar knows this day; there is no 30 February. */
export const isDate = ({ year, month, day }: Pick<WallClock, 'year' | 'month' | 'day'>): boolean => {
  const { month: real } = fromNumber(Date.UTC(year, month - 1, day))
  return month >= 1 && month <= 12 && day >= 1 && real === month
}

/** The same time of the day, so many days of the calendar later. */
export const daysLater = (clock: WallClock, days: number): WallClock =>
  fromNumber(toNumber({ ...clock, day: clock.day + days }))

/** Days from one date to another by the calendar. */
export function daysBetween(from: WallClock, to: WallClock): number {
  const midnight = (clock: WallClock): number => toNumber({ ...clock, hour: 0, minute: 0 })
  return Math.round((midnight(to) - midnight(from)) / dayMs)
}

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
const offsetAt = (ms: number, zone: string): number => {
  const minute = Math.floor(ms / minuteMs) * minuteMs
  return toNumber(wallClockAt(new Date(minute), zone)) - minute
}

/**
 * When the clocks of a zone show this: once as a rule, never while they are put forward, twice while they are put back; earliest first.
 * No zone is more than 14 hours from UTC, so only the offsets of the day before and the day after can apply.
 */
export function instantsOf(clock: WallClock, zone: string): readonly Date[] {
  const reading = toNumber(clock)
  const offsets = new Set([offsetAt(reading - dayMs, zone), offsetAt(reading + dayMs, zone)])
  return [...offsets]
    .filter((offset) => offsetAt(reading - offset, zone) === offset)
    .map((offset) => new Date(reading - offset))
    .sort((a, b) => a.getTime() - b.getTime())
}

/** The moment when clocks were put forward over a reading that none of them shows, and what they showed until then. */
export function gapAround(clock: WallClock, zone: string): { readonly from: WallClock; readonly at: Date } {
  const reading = toNumber(clock)
  const offset = offsetAt(reading - dayMs, zone)
  let before = reading - dayMs
  let after = reading + dayMs
  while (after - before > minuteMs) {
    const middle = Math.floor((before + after) / 2 / minuteMs) * minuteMs
    if (offsetAt(middle, zone) === offset) before = middle
    else after = middle
  }
  return { from: fromNumber(after + offset), at: new Date(after) }
}
