import { type DayWritten, readDay } from '@bazaar/core/calendar'

export type TimeWritten =
  | { readonly kind: 'after'; readonly minutes: number }
  /** Hour 24 is the end of the day. */
  | { readonly kind: 'clock'; readonly hour: number; readonly minute: number; readonly day: DayWritten | undefined }

/** What people write around a time and that says nothing about it. */
const fillers = /^(?:(?:until|till|til|by|at|from|before|on|до|к|ко|в|во|с|со)(?:\s+|$))+/

const ending = '(?=[\\s\\d]|$)'
/** Nobody needs more letters for a time. */
const longest = 60
const hours = `(\\d{1,2})\\s*(?:h|hr|hrs|hours?|ч|час|часа|часов)\\.?${ending}`
const minutes = `(\\d{1,4})\\s*(?:m|min|mins|minutes?|м|мин|минуту|минуты|минут)\\.?${ending}`
const hoursAndMinutes = new RegExp(`^(?:${hours})?\\s*(?:and\\s+|и\\s+)?(?:${minutes})?$`)
const inWords = new Map([
  ['an hour', 60],
  ['1 hour', 60],
  ['half an hour', 30],
  ['час', 60],
  ['полчаса', 30],
  ['полтора часа', 90],
])

/** Takes a text apart into what is said about the day and about the time; `undefined` when it is neither English nor Russian for a time. */
export function readWords(written: string): TimeWritten | undefined {
  const text = tidy(written)
  if (text.length > longest) return undefined
  const after = /^(?:in\s+|через\s+|\+\s*)(.+)$/.exec(text)?.[1]
  if (after !== undefined) return readDuration(after)
  const bare = text.replace(fillers, '')
  const alone = readClock(bare, bare === text ? 25 : 13)
  if (alone) return { kind: 'clock', ...alone, day: undefined }
  for (const { day, rest } of readDay(bare)) {
    const clock = readClock(rest.replace(fillers, ''), 0)
    if (clock) return { kind: 'clock', ...clock, day }
  }
  return undefined
}

function tidy(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/(\d)t(\d)/, '$1 $2')
    .replaceAll(/[,;\s]+/g, ' ')
    .trim()
}

function readDuration(text: string): TimeWritten | undefined {
  const known = inWords.get(text)
  if (known !== undefined) return { kind: 'after', minutes: known }
  const [, hour, minute] = hoursAndMinutes.exec(text) ?? []
  if (hour === undefined && minute === undefined) return undefined
  return { kind: 'after', minutes: Number(hour ?? 0) * 60 + Number(minute ?? 0) }
}

interface Clock {
  readonly hour: number
  readonly minute: number
}

const clockForm = /^(\d{1,2})(?:\s*[:.hч-]\s*(\d{2}))?\s*(.*)$/

/** @param aloneFrom from which hour on it may stand alone: "until 6" would be morning to some and evening to others */
function readClock(text: string, aloneFrom: number): Clock | undefined {
  if (text === 'noon' || text === 'полдень') return { hour: 12, minute: 0 }
  if (text === 'midnight' || text === 'полночь' || text === 'полуночи') return { hour: 24, minute: 0 }
  const [, hourText = '', minuteText, after = ''] = clockForm.exec(text) ?? []
  if (hourText === '') return undefined
  const named = hourNamed(Number(hourText), after)
  const isAlone = minuteText === undefined && after === ''
  if (named === undefined || (isAlone && named < aloneFrom)) return undefined
  const minute = Number(minuteText ?? 0)
  if (minute > 59 || named > 24 || (named === 24 && minute > 0)) return undefined
  return { hour: named, minute }
}

/** The hour of 24 that is meant by one of 12, e.g. `6 pm` or `6 вечера`. */
function hourNamed(hour: number, part: string): number | undefined {
  if (/^(?:|h|ч|час|часа|часов|o'clock)$/.test(part)) return hour
  if (hour < 1 || hour > 12) return undefined
  if (/^a\.?m\.?$/.test(part)) return hour % 12
  if (/^p\.?m\.?$/.test(part)) return (hour % 12) + 12
  if (part === 'утра') return hour < 12 ? hour : undefined
  if (part === 'дня') return hour === 12 || hour <= 5 ? (hour % 12) + 12 : undefined
  if (part === 'вечера') return hour >= 4 && hour < 12 ? hour + 12 : undefined
  if (part !== 'ночи') return undefined
  if (hour === 12) return 24
  return hour <= 5 ? hour : hour >= 9 ? hour + 12 : undefined
}
