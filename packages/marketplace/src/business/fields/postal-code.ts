import { cleanLine } from '../../clean-text.ts'

/** Groups of letters and digits, divided by single spaces or dashes. */
const groups = /^[A-Z0-9]+(?:[ -][A-Z0-9]+)*$/
/** The longest is "12345-6789"; the shortest has three signs. */
const signs = { min: 3, max: 10 }

/**
 * A postal code as any country may write it: `10115`, `SW1A 1AA`, `101000`, `1012 AB`, `00-950`; upper case in the end. `undefined` when it is
 * none: every country's have a digit, and none has more letters than "SW1A 1AA" or "FIQQ 1ZZ".
 */
export function readPostalCode(written: string): string | undefined {
  const code = cleanLine(written)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[‐-―−]/g, '-')
  if (code.length < signs.min || code.length > signs.max || !groups.test(code)) return undefined
  const letters = code.replaceAll(/[^A-Z]/g, '').length
  const digits = code.replaceAll(/\D/g, '').length
  return digits === 0 || letters > 6 || letters + digits < signs.min ? undefined : code
}
