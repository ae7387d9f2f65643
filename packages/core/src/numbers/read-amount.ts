import { currencyDigits, isCurrency, isCurrencyName, unitsOf } from './currency.ts'
import { type NumberReading, none, readNumber } from './read-number.ts'

export type AmountReading =
  | NumberReading
  /** It says another currency than the one that is wanted, or something that is none. */
  | { readonly outcome: 'foreign'; readonly unit: string }

const longestUnit = 32
/** One number, and what stands before and after it. */
const shape = /^([^\d−–-]*?)([−–-]?\s*(?:(?<!\p{L})[.,])?\d(?:[\d.,'’\s]*\d)?)([^\d]*)$/u

interface Parts {
  readonly before: string
  readonly number: string
  readonly after: string
}

function split(written: string): Parts | undefined {
  const [, before = '', number, after = ''] = shape.exec(written.normalize('NFKC').trim()) ?? []
  return number === undefined ? undefined : { before: bare(before), number, after: bare(after) }
}

/** `Rs.`, `12.-`: points and dashes around a word say nothing. */
const bare = (unit: string): string => unit.replaceAll(/^[\s.,–-]+|[\s.,–-]+$/g, '')

const isOf = (currency: string, unit: string): boolean =>
  unit
    .toLowerCase()
    .split(/\s+/)
    .every((word) => unitsOf(currency).has(word))

const isMoney = (unit: string): boolean =>
  /^\D*\p{Sc}\D*$/u.test(unit) || isCurrency(unit.toUpperCase()) || isCurrencyName(unit)

/** Whether it is a code, a sign or a name of the currency that is wanted, or else of another one. */
export function currencyIn(word: string, currency: string): 'wanted' | 'foreign' | undefined {
  const unit = bare(word)
  if (isOf(currency, unit)) return 'wanted'
  return isMoney(unit) ? 'foreign' : undefined
}

/**
 * An amount of money: `4.50`, `€4,50`, `4.50 EUR`, `Rs. 1,00,000`. What says no currency is in the one that is wanted.
 * @param decimals those of the currency unless told: then its value is in minor units
 */
export function readAmount(written: string, currency: string, decimals = currencyDigits(currency)): AmountReading {
  const parts = split(written)
  if (!parts) return none
  const units = [parts.before, parts.after].filter((unit) => unit !== '')
  if (units.some((unit) => !/^[\p{L}\p{Sc}][\p{L}\p{Sc}\s.]*$/u.test(unit) || unit.length > longestUnit)) return none
  const foreign = units.find((unit) => !isOf(currency, unit))
  if (foreign !== undefined) return { outcome: 'foreign', unit: foreign }
  return readNumber(parts.number, decimals)
}

/** What makes more of the number before it: `3 thousand` must not count as 3. */
const multiple =
  /^(?:k|к|thousands?|тыс|тысяч[аиу]?|hundreds?|сот(?:ня|ни|ню|ен)|dozens?|дюжин[аыу]?|lakhs?|crores?|mln|млн|millions?|миллион(?:а|ов)?)$/iu

/** A whole number of things, which may be named after it: `10`, `1 500`, `10 bags`. Money is none, and so is `3 thousand`. */
export function readQuantity(written: string): NumberReading {
  const { before, number, after } = split(written) ?? { before: '', number: '', after: '' }
  if (before !== '' || isMoney(after) || multiple.test(after) || !/^\p{L}*$/u.test(after)) return none
  return after.length > longestUnit ? none : readNumber(number)
}
