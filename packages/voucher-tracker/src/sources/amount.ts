/** Ten billion rupees: beyond that it is no voucher, and the database would refuse it. */
const mostMinor = 1_000_000_000_000n

/**
 * A JSON number of rupees in paise. Works on the decimal text, because `95.1 * 100` is 9509.999…;
 * digits after the second one are rounded half up. `undefined` for anything but an amount above zero that
 * a voucher can have.
 */
export function toMinorUnits(rupees: number): bigint | undefined {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(rupees))
  if (match === null) return undefined
  const [, whole = '0', fraction = ''] = match
  const digits = fraction.padEnd(3, '0')
  const minor = BigInt(whole) * 100n + BigInt(digits.slice(0, 2)) + (digits.charAt(2) >= '5' ? 1n : 0n)
  return minor > 0n && minor <= mostMinor ? minor : undefined
}
