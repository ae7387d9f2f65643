/** A time of the day; `hour` from 24 on is after midnight. */
export interface ClosingTime {
  readonly hour: number
  readonly minute: number
}

/** Monday first, as venues write them in English and Russian. */
const dayWords = [
  /^(mon|mo|пн|пон)/u,
  /^(tue|tu|di|вт)/u,
  /^(wed|we|ср)/u,
  /^(thu|th|чт|чет)/u,
  /^(fri|fr|пт|пят)/u,
  /^(sat|sa|сб|суб)/u,
  /^(sun|su|вс|вос)/u,
]
const everyDay = /^(daily|every ?day|ежедневно|каждый день)$/u
const isClosed = /^(closed|выходной|закрыто)$/u
const range =
  /^(?:from |с )?(\d{1,2})(?:[:.](\d{2}))?(?: ?- ?| to | until | до )(\d{1,2})(?:[:.](\d{2}))?(?: h| uhr)?$/u
const allDays = [0, 1, 2, 3, 4, 5, 6]

interface Rule {
  readonly days: readonly number[]
  /** None = closed on these days. */
  readonly closes: ClosingTime | undefined
}

/**
 * When a venue closes on a day of the week. Hours are written in people's own words: whatever is not understood for certain says nothing.
 * @param weekday 0 = Monday
 */
export function closingTime(hours: string, weekday: number): ClosingTime | undefined {
  const rules = readRules(hours)
  const today = rules?.filter(({ days }) => days.includes(weekday)) ?? []
  // "8-12, 13-19": the last one that is written for the day.
  return today.at(-1)?.closes
}

function readRules(hours: string): readonly Rule[] | undefined {
  const rules: Rule[] = []
  let named: number[] = []
  for (const part of hours
    .toLowerCase()
    .replaceAll(/[–—−]/gu, '-')
    .split(/[,;\n]/u)) {
    const read = readPart(part.trim())
    if (!read) return undefined
    named = [...named, ...read.days]
    if (!read.isRule) continue
    // Hours without days go on with the days before them, or are those of every day.
    const days = named.length > 0 ? named : (rules.at(-1)?.days ?? allDays)
    rules.push({ days, closes: read.closes })
    named = []
  }
  return named.length > 0 ? undefined : rules
}

type Part = { readonly days: readonly number[] } & (
  | { readonly isRule: false }
  | { readonly isRule: true; readonly closes: ClosingTime | undefined }
)

/** "Mon-Fri 8:00-19:00", "Sat", "13-19", "Sun closed" */
function readPart(part: string): Part | undefined {
  const [, head = '', rest = ''] = /^(\D*?)[:\s]*((?:from |с )?\d.*|closed|выходной|закрыто)?$/u.exec(part) ?? []
  const days = readDays(head.trim())
  if (!days) return undefined
  if (rest === '') return days.length > 0 ? { days, isRule: false } : undefined
  if (isClosed.test(rest)) return { days, isRule: true, closes: undefined }
  const [, from, , hour, minute = '0'] = range.exec(rest) ?? []
  if (from === undefined || hour === undefined || Number(hour) > 24 || Number(minute) > 59) return undefined
  const isNight = Number(hour) <= Number(from)
  return { days, isRule: true, closes: { hour: Number(hour) + (isNight ? 24 : 0), minute: Number(minute) } }
}

function readDays(words: string): readonly number[] | undefined {
  if (words === '') return []
  if (everyDay.test(words)) return allDays
  const [first, last, ...more] = words.split('-').map((word) => dayOf(word.trim()))
  if (first === undefined || more.length > 0) return undefined
  if (!words.includes('-')) return [first]
  return last === undefined ? undefined : allDays.slice(0, ((last - first + 7) % 7) + 1).map((day) => (first + day) % 7)
}

function dayOf(word: string): number | undefined {
  const day = dayWords.findIndex((pattern) => pattern.test(word))
  return day === -1 || /\s/u.test(word) ? undefined : day
}
