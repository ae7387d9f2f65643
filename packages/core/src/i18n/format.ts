import { currencyDigits, type OwnUnit, ownUnitOf, stars } from '../numbers/index.ts'
import { cached, tags } from './formatters.ts'
import type { Locale, Reader } from './types.ts'

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
const pluralRules = cached((locale) => new Intl.PluralRules(locale))
const unitFormat = cached((key) => {
  const [locale = 'en', unit = 'meter', unitDisplay = 'short'] = key.split('|')
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unitDisplay === 'long' ? 'long' : 'short',
    maximumFractionDigits: 1,
  })
})
/** What Intl writes in full; days everywhere, since Russian shortens them with a full stop that would end a sentence. */
const written: Readonly<Record<Locale, readonly string[]>> = { en: ['hour', 'day'], ru: ['day'] }
/** Short forms that Intl does not have: it says "5 mins" in British English, and "40 с" in Russian. */
const shortened: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: { second: ' sec', minute: ' min' },
  ru: { second: '\u{a0}сек' },
}

/** Whole amounts are shown without decimals (₹95), others with the currency's own (₹95.50). */
export function formatMoney(reader: Reader, minor: string, currency: string): string {
  const own = ownUnitOf(currency)
  if (own) return formatUnits(reader, minor, currency, own)
  const places = currencyDigits(currency)
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.replace('-', '').padStart(places + 1, '0')
  const cut = digits.length - places
  const whole = digits.slice(0, cut)
  const fraction = digits.slice(cut)
  // As text: a sum of many amounts may have more digits than a number.
  const exact = `${sign}${whole}${places > 0 ? `.${fraction}` : ''}` as `${number}`
  return moneyFormat(`${tags[reader.locale]}|${currency}|${/^0*$/.test(fraction) ? 0 : places}`).format(exact)
}

/** `⭐ 50`, `9,540 points`, `12.50 USDT`, `0.000001 USDT`: whole, or with two decimals at least. */
function formatUnits({ locale }: Reader, minor: string, currency: string, { digits, names }: OwnUnit): string {
  const amount = BigInt(minor)
  const size = 10n ** BigInt(digits)
  const fraction = (amount < 0n ? -amount : amount) % size
  const decimals = String(fraction).padStart(digits, '0').replace(/0+$/, '').padEnd(2, '0')
  const whole = countFormat(tags[locale]).format(amount / size)
  const sign = amount < 0n && amount > -size ? '-' : ''
  const count = fraction === 0n ? whole : `${sign}${whole}${locale === 'ru' ? ',' : '.'}${decimals}`
  // The sign is Telegram's.
  if (currency === stars) return `⭐\u{a0}${count}`
  const name = names?.[locale][pluralRules(tags[locale]).select(Number(amount))] ?? names?.[locale].other ?? currency
  return `${count}\u{a0}${name}`
}

/** Seconds in the largest unit that fits: "40 sec", "5 min", "2 hours", "3 days". */
export function formatDuration(reader: Reader, seconds: number): string {
  const amount = Math.max(0, Math.round(seconds))
  const [unit, size] =
    amount < 90 ? ['second', 1] : amount < 5400 ? ['minute', 60] : amount < 172_800 ? ['hour', 3600] : ['day', 86_400]
  const count = Math.round(amount / Number(size))
  const { locale } = reader
  const short = shortened[locale][unit]
  if (short !== undefined) return `${countFormat(tags[locale]).format(count)}${short}`
  return unitFormat(`${tags[locale]}|${unit}|${written[locale].includes(unit) ? 'long' : 'short'}`).format(count)
}

/** Metres as people say them: "40 m", "350 m", "1.2 km", "12 km". */
export function formatDistance(reader: Reader, metres: number): string {
  const rounded = Math.max(0, Math.round(metres / 10) * 10)
  if (rounded < 1000) return unitFormat(`${tags[reader.locale]}|meter`).format(rounded)
  const kilometres = metres / 1000
  return unitFormat(`${tags[reader.locale]}|kilometer`).format(
    kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres),
  )
}
