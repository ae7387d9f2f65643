import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { cleanLine } from '../../clean-text.ts'

/**
 * A number in international form (`+49 30 901820`, `0049…`, `tel:+49…`) as E.164: `+4930901820`. `undefined` when no country has such a
 * number, or when it says no country: "030 901820" is another shop's in every other city.
 */
export function readPhone(written: string): string | undefined {
  const dialled = cleanLine(written).normalize('NFKC').replace(/^tel:/i, '').replace(/^00/, '+')
  if (!/^\+[\d\s().\-/]{6,30}$/.test(dialled)) return undefined
  const phone = parsePhoneNumberFromString(dialled)
  return phone?.isValid() ? phone.number : undefined
}

/**
 * A number that Telegram vouches for, as contacts carry it (with or without +). Anonymous numbers (+888) cannot be called: `undefined`.
 */
export function readContactPhone(shared: string): string | undefined {
  const phone = parsePhoneNumberFromString(`+${shared.replaceAll(/\D/g, '')}`)
  return phone?.isPossible() ? phone.number : undefined
}

/** As people read it: `+49 30 901820`. */
export const phoneText = (number: string): string => parsePhoneNumberFromString(number)?.formatInternational() ?? number
