/** What a `date_time` entity says beside its place. */
export interface DateTime {
  readonly unix_time: number
  readonly date_time_format: string
}

const latest = 2_147_483_647

/** Relative alone, or weekday, date and time in this order; empty shows the words as they are. */
export const isDateTimeFormat = (format: string): boolean => /^(?:r|w?[dD]?[tT]?)$/.test(format)

/** The instant that digits name, or null when they name none: seconds since 1970, positive, 32 bits. */
export const unixTime = (digits: string): number | null => {
  const value = /^\d{1,10}$/.test(digits) ? Number(digits) : 0
  return value > 0 && value <= latest ? value : null
}

/** Reads `tg://time?unix=…&format=…`; null when the link is another one or names no instant. */
export const dateTimeLink = (url: string): DateTime | null => {
  const query = /^tg:\/\/time\?([^#]*)/i.exec(url)?.[1]
  if (query === undefined) return null
  const fields = new Map(
    query.split('&').map((pair): [string, string] => [nameIn(pair), pair.slice(pair.indexOf('=') + 1)]),
  )
  const unix_time = unixTime(fields.get('unix') ?? '')
  const date_time_format = fields.get('format') ?? ''
  return unix_time === null || !isDateTimeFormat(date_time_format) ? null : { unix_time, date_time_format }
}

const nameIn = (pair: string): string => pair.split('=', 1)[0] ?? ''
