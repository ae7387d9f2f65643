import { currencyDigits, stars } from '../numbers/index.ts'
import type { Reader } from './types.ts'

/** Intl formatters are expensive to build; there are few distinct ones. */
function cached<T>(build: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) {
      found = build(key)
      known.set(key, found)
    }
    return found
  }
}

const moneyFormat = cached((key) => {
  const [locale = 'en', currency = 'EUR', digits = '0'] = key.split('|')
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Number(digits),
    maximumFractionDigits: Number(digits),
  })
})
const countFormat = cached((locale) => new Intl.NumberFormat(locale))
const timeFormat = cached((key) => {
  const [locale = 'en', timeZone = 'UTC', style = 'datetime'] = key.split('|')
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(style === 'time' || style === 'clock' ? {} : { day: 'numeric', month: 'short' }),
    ...(style === 'date'
      ? {}
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(style !== 'clock' && { timeZoneName: 'short' }) }),
  })
})
const unitFormat = cached((key) => {
  const [locale = 'en', unit = 'minute'] = key.split('|')
  // Russian shortens days with a full stop, which a sentence that ends with them would double.
  const unitDisplay = unit === 'day' ? 'long' : 'short'
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 })
})

/** Whole amounts are shown without decimals (₹95), others with the currency's own (₹95.50). */
export function formatMoney(reader: Reader, minor: string, currency: string): string {
  // No table of currencies knows them; the sign is Telegram's.
  if (currency === stars) return `⭐\u{a0}${countFormat(reader.locale).format(BigInt(minor))}`
  const places = currencyDigits(currency)
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.replace('-', '').padStart(places + 1, '0')
  const cut = digits.length - places
  const whole = digits.slice(0, cut)
  const fraction = digits.slice(cut)
  const exact = Number(`${sign}${whole}${places > 0 ? `.${fraction}` : ''}`)
  return moneyFormat(`${reader.locale}|${currency}|${/^0*$/.test(fraction) ? 0 : places}`).format(exact)
}

export function formatTime(reader: Reader, iso: string, style: 'time' | 'clock' | 'date' | 'datetime'): string {
  return timeFormat(`${reader.locale}|${reader.timeZone}|${style}`).format(new Date(iso))
}

/** Seconds in the largest unit that fits: "40 sec", "5 min", "2 hr", "3 days". */
export function formatDuration(reader: Reader, seconds: number): string {
  const amount = Math.max(0, Math.round(seconds))
  const [unit, size] =
    amount < 90 ? ['second', 1] : amount < 5400 ? ['minute', 60] : amount < 172_800 ? ['hour', 3600] : ['day', 86_400]
  return unitFormat(`${reader.locale}|${unit}`).format(Math.round(amount / Number(size)))
}

/** Metres as people say them: "40 m", "350 m", "1.2 km", "12 km". */
export function formatDistance(reader: Reader, metres: number): string {
  const rounded = Math.max(0, Math.round(metres / 10) * 10)
  if (rounded < 1000) return unitFormat(`${reader.locale}|meter`).format(rounded)
  const kilometres = metres / 1000
  return unitFormat(`${reader.locale}|kilometer`).format(
    kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres),
  )
}
