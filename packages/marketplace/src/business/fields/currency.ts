import { isCurrency } from '@bazaar/core/numbers'
import { cleanLine } from '../../clean-text.ts'

/** Offered as buttons; any other is typed. */
const common = ['EUR', 'USD', 'GBP', 'RUB', 'INR', 'PLN', 'TRY', 'KZT'] as const

/** An ISO 4217 code that money can be shown in; `undefined` when it is none. */
export function readCurrency(written: string): string | undefined {
  const code = cleanLine(written).toUpperCase()
  return isCurrency(code) ? code : undefined
}

/** @param first the operator's own */
export const offeredCurrencies = (first: string): readonly string[] => [
  ...new Set([...(isCurrency(first) ? [first] : []), ...common]),
]
