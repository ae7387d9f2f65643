/** Code of Telegram Stars, as Telegram has chosen it. */
export const stars = 'XTR'

const digits = new Map<string, number>()

/** Decimals of a currency: 2 of the euro, none of the yen. */
export function currencyDigits(currency: string): number {
  // Telegram Stars, which only Telegram counts.
  if (currency === stars) return 0
  const known = digits.get(currency)
  if (known !== undefined) return known
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  digits.set(currency, maximumFractionDigits)
  return maximumFractionDigits
}

/** What people write and the tables of languages do not know. */
const short: Readonly<Record<string, readonly string[]>> = {
  BYN: ['руб', 'р', 'rouble', 'roubles'],
  GBP: ['sterling'],
  INR: ['rs', 're'],
  KZT: ['тг'],
  PLN: ['zl', 'zloties', 'złoty', 'złote', 'złotych'],
  RUB: ['руб', 'р', 'rouble', 'roubles'],
  TRY: ['tl'],
  UAH: ['грн'],
  USD: ['us$'],
}

type Display = 'symbol' | 'narrowSymbol' | 'name'

/** How a language writes a currency after one, two, five and a half. */
function written(currency: string, locale: string, currencyDisplay: Display): readonly string[] {
  // With the usual decimals, "1.00" is a plural as well.
  const options = { style: 'currency', currency, currencyDisplay, minimumFractionDigits: 0 } as const
  const format = new Intl.NumberFormat(locale, options)
  const units = [1, 2, 5, 0.5].map((count) => format.formatToParts(count).find(({ type }) => type === 'currency'))
  return units.map((unit) => unit?.value.normalize('NFKC').toLowerCase() ?? '')
}

const units = new Map<string, ReadonlySet<string>>()

/** Code, signs and the words of all names of a currency, in lower case, in both languages and all numbers: `eur`, `€`, `euros`, `евро`. */
export function unitsOf(currency: string): ReadonlySet<string> {
  const known = units.get(currency)
  if (known) return known
  const displays = ['symbol', 'narrowSymbol', 'name'] as const
  const names = ['en', 'ru'].flatMap((locale) => displays.flatMap((display) => written(currency, locale, display)))
  const words = names.flatMap((name) => name.split(' ')).filter((word) => word !== '')
  const found = new Set([currency.toLowerCase(), ...(short[currency] ?? []), ...words])
  units.set(currency, found)
  return found
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const isCurrency = (code: string): boolean => codes.has(code)

/** `доллар сша`, `российских рублей`, `польский злотый`: the first word that is no adjective, else the last. */
function nounIn(name: string): string {
  const words = name.replace(/ \(.*/, '').split(' ')
  return words.find((word) => /[а-я]/.test(word) && !/(?:[иы][йхе]|ой|[ео]го|ая)$/.test(word)) ?? words.at(-1) ?? ''
}

let nouns: ReadonlySet<string> | undefined

/** Whether a word is what some currency is called: `dollars`, `рублей`, `грн`, but not `Turkish`. */
export function isCurrencyName(word: string): boolean {
  nouns ??= new Set([
    ...Object.values(short).flat(),
    ...[...codes].flatMap((code) => ['en', 'ru'].flatMap((locale) => written(code, locale, 'name')).map(nounIn)),
  ])
  return nouns.has(word.toLowerCase())
}
