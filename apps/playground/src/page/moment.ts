/** Who looks at a date: in their language, by their clock. */
export interface Onlooker {
  /** Their app's language. */
  readonly language: string
  /** Business time in ms. */
  readonly now: number
  /** The browser's own unless told. */
  readonly timeZone?: string
}

/** A day starts the month in Britain, where our English is from. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language)

const parts: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  w: { weekday: 'long' },
  d: { day: '2-digit', month: '2-digit', year: '2-digit' },
  D: { day: 'numeric', month: 'long', year: 'numeric' },
  t: { hour: '2-digit', minute: '2-digit' },
  T: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

/** From each of them on, a distance is told in its unit. */
const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

function fromNow(seconds: number, locale: string): string {
  const [size, unit] = units.find(([one]) => Math.abs(seconds) >= one) ?? [1, 'second']
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}

const written = (unix: number, format: string, { language, timeZone }: Onlooker): string =>
  new Intl.DateTimeFormat(
    localeOf(language),
    Object.assign({ timeZone, hourCycle: 'h23' }, ...[...format].map((one) => parts[one])),
  ).format(unix * 1000)

/** A `date_time` as its onlooker reads it, or null where the words stay as they are. @param unix seconds @param format Telegram's: `r`, or of `w d D t T` */
export function momentWords(unix: number, format: string, onlooker: Onlooker): string | null {
  if (format === '') return null
  if (format !== 'r') return written(unix, format, onlooker)
  return fromNow(unix - Math.floor(onlooker.now / 1000), localeOf(onlooker.language))
}

/** All of it, with the weekday. */
export const wholeMoment = (unix: number, onlooker: Onlooker): string => written(unix, 'wDt', onlooker)
