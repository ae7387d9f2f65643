import { cleanLines } from '../../clean-text.ts'

const longest = 300
const aroundTheClock = /24\s*\/\s*7|24\s*h\b|round the clock|круглосуточно/iu
/** "8", "8:30", "08.30", "8h30", "0830" that is not part of a longer number. */
const times = /(?<![\d:.])(\d{1,2})(?:[:.h]?(\d{2}))?(?!\d)/gu

export type HoursReading =
  | { readonly outcome: 'read'; readonly hours: string }
  /** `no-time`: it names no time of day. */
  | { readonly outcome: 'no-time' }
  /** "25:00" */
  | { readonly outcome: 'wrong-time'; readonly time: string }
  | { readonly outcome: 'too-long'; readonly max: number; readonly given: number }

/** Opening hours in the venue's own words; people read them, so they only must name times of day. */
export function readOpeningHours(written: string): HoursReading {
  const hours = cleanLines(written)
  const given = [...hours].length
  if (given > longest) return { outcome: 'too-long', max: longest, given }
  const found = [...hours.matchAll(times)]
  const wrong = found.find(([, hour, minute]) => minute !== undefined && (Number(hour) > 24 || Number(minute) > 59))
  if (wrong) return { outcome: 'wrong-time', time: wrong[0] }
  const right = found.filter(([, hour]) => Number(hour) <= 24)
  if (right.length < 2 && !aroundTheClock.test(hours)) return { outcome: 'no-time' }
  return { outcome: 'read', hours }
}
