export type DayWritten =
  | { readonly inDays: number }
  /** 0 is Sunday; the next one, today included. */
  | { readonly weekday: number }
  | { readonly day: number; readonly month: number; readonly year: number | undefined }

/** A reading of the day, and what of the text is left for the time. */
interface DayRead {
  readonly day: DayWritten
  readonly rest: string
}

/** In the order of the week. */
const weekdays = [
  'sun sunday вс воскресенье',
  'mon monday пн понедельник',
  'tue tues tuesday вт вторник',
  'wed wednesday ср среда среду',
  'thu thur thurs thursday чт четверг',
  'fri friday пт пятница пятницу',
  'sat saturday сб суббота субботу',
].map((names) => names.split(' '))

/** How their names begin, in the order of the year. */
const months = 'jan янв,feb фев,mar мар,apr апр,may мая май,jun июн,jul июл,aug авг,sep сен,oct окт,nov ноя,dec дек'
  .split(',')
  .map((beginnings) => beginnings.split(' '))

const relative = new Map([
  ['today', 0],
  ['tonight', 0],
  ['сегодня', 0],
  ['tomorrow', 1],
  ['завтра', 1],
  ['day after tomorrow', 2],
  ['the day after tomorrow', 2],
  ['послезавтра', 2],
])

const year = '(?:\\s+(?<year>\\d{4}))?'
/** A day, as a pattern with the groups `day`, `month`, `year` and `word`. */
const patterns = [
  '(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})',
  '(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.?(?<year>\\d{4}|\\d{2})?',
  `(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>\\p{L}{3,})\\.?${year}`,
  `(?<month>\\p{L}{3,})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?${year}`,
  '(?<word>(?:the\\s+)?day after tomorrow|\\p{L}+)',
]
/** At the beginning and at the end of a text. Compiled once: letters of all alphabets take long. */
const forms = patterns.flatMap((pattern) => [
  new RegExp(`^(?:${pattern})\\.?(?:\\s+(?<rest>.*)|$)`, 'u'),
  new RegExp(`^(?<rest>.*?)\\s+(?:(?:on|в|во)\\s+)?(?:${pattern})\\.?$`, 'u'),
])

/** Every way to read a day off a text: `10.11 12.10` could be read both ways, the first one is the better. */
export function* readDay(text: string): Generator<DayRead> {
  for (const form of forms) {
    const groups = form.exec(text)?.groups
    const day = groups && (groups.word === undefined ? dateOf(groups) : wordOf(groups.word))
    if (day && groups.rest !== undefined) yield { day, rest: groups.rest }
  }
}

function dateOf({
  day,
  month = '',
  year: written,
}: Readonly<Record<string, string | undefined>>): DayWritten | undefined {
  const number = /^\d/.test(month) ? Number(month) : monthOf(month)
  if (number === undefined || number < 1 || number > 12 || Number(day) < 1 || Number(day) > 31) return undefined
  return {
    day: Number(day),
    month: number,
    year: written === undefined ? undefined : Number(written.padStart(4, '20')),
  }
}

function monthOf(name: string): number | undefined {
  const index = months.findIndex((beginnings) => beginnings.some((beginning) => name.startsWith(beginning)))
  return index < 0 ? undefined : index + 1
}

function wordOf(word: string): DayWritten | undefined {
  const inDays = relative.get(word)
  if (inDays !== undefined) return { inDays }
  const weekday = weekdays.findIndex((names) => names.includes(word))
  return weekday < 0 ? undefined : { weekday }
}
