import { currencyDigits } from '@bazaar/core/numbers'

/** 1250 cents are 12.50, in every language: a file is read by programs. */
export function decimal(minor: bigint, currency: string): string {
  const places = currencyDigits(currency)
  const digits = String(minor).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
