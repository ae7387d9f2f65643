const digits = new Map<string, number>()

/** Decimals of a currency: 2 of the euro, none of the yen. */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  digits.set(currency, maximumFractionDigits)
  return maximumFractionDigits
}

/** What people write and the tables of languages do not know. */
const short: Readonly<Record<string, readonly string[]>> = {
  GBP: ['фунт', 'фунта', 'фунтов'],
  INR: ['rs', 're'],
  KZT: ['тг'],
  PLN: ['zl'],
  RUB: ['руб', 'р'],
  UAH: ['грн'],
  USD: ['us$'],
}

const units = new Map<string, ReadonlySet<string>>()

/** Code, signs and names of a currency in lower case, in both languages and all numbers: `eur`, `€`, `euros`, `евро`. */
export function unitsOf(currency: string): ReadonlySet<string> {
  const known = units.get(currency)
  if (known) return known
  const found = new Set([currency.toLowerCase(), ...(short[currency] ?? [])])
  for (const locale of ['en', 'ru'])
    for (const currencyDisplay of ['symbol', 'narrowSymbol', 'name'] as const)
      for (const count of [1, 2, 5, 0.5]) {
        const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(
          count,
        )
        const name = parts.find(({ type }) => type === 'currency')?.value.toLowerCase() ?? ''
        found.add(name).add(name.split(' ').at(-1) ?? '')
      }
  units.set(currency, found)
  return found
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const isCurrency = (code: string): boolean => codes.has(code)
