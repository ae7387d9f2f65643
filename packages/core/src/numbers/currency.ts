/** Code of Telegram Stars, as Telegram has chosen it. */
export const stars = 'XTR'

/** A unit that tables of currencies do not know, or show wrongly. */
export interface OwnUnit {
  readonly digits: number
  /** What it is called after a number, by the language's plural category; nothing = its code. */
  readonly names?: Readonly<
    Record<'en' | 'ru', Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>>
  >
  /** How people write it, in lower case. */
  readonly words: readonly string[]
}

const ownUnits: ReadonlyMap<string, OwnUnit> = new Map([
  // Only Telegram counts them.
  [stars, { digits: 0, words: ['xtr', '⭐', 'star', 'stars', 'звезда', 'звезды', 'звёзды', 'звезд', 'звёзд'] }],
  [
    'PTS',
    {
      digits: 0,
      names: {
        en: { one: 'point', other: 'points' },
        ru: { one: 'балл', few: 'балла', many: 'баллов', other: 'балла' },
      },
      words: ['pts', 'pt', 'point', 'points', 'балл', 'балла', 'баллов', 'баллы'],
    },
  ],
  // Tether, which `Intl` refuses: codes of currencies have three letters.
  ['USDT', { digits: 6, words: ['usdt', 'tether'] }],
])

/** Stars, points and what else is no currency of a state; `undefined` for those that are. */
export const ownUnitOf = (currency: string): OwnUnit | undefined => ownUnits.get(currency)

const digits = new Map<string, number>()

/** Decimals of a currency: 2 of the euro, none of the yen. */
export function currencyDigits(currency: string): number {
  const own = ownUnits.get(currency)
  if (own) return own.digits
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
  const own = ownUnits.get(currency)
  if (own) return new Set(own.words)
  const displays = ['symbol', 'narrowSymbol', 'name'] as const
  const names = ['en', 'ru'].flatMap((locale) => displays.flatMap((display) => written(currency, locale, display)))
  const words = names.flatMap((name) => name.split(' ')).filter((word) => word !== '')
  const found = new Set([currency.toLowerCase(), ...(short[currency] ?? []), ...words])
  units.set(currency, found)
  return found
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** A currency of a state, by its ISO code. */
export const isCurrency = (code: string): boolean => codes.has(code)

/** Whatever amounts can be counted in. */
export const isUnit = (code: string): boolean => codes.has(code) || ownUnits.has(code)

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
