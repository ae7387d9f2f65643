/**
 * Reads an amount as people write it (`1 200,50`, `€1200.5`, `1200 INR`) into minor units; `undefined` when it is not one number.
 * A comma is a decimal sign, as a dot is: `1,200` with two decimals is refused rather than guessed.
 */
export function readDecimal(written: string, decimals: number): bigint | undefined {
  const bare = written
    .trim()
    .replace(/^\p{Sc}\s*/u, '')
    .replace(/\s*(\p{Sc}|\p{L}{1,4}\.?)$/u, '')
    .replaceAll(/[\s\u00A0']/g, '')
  const found = /^(-?)(\d{1,15})(?:[.,](\d+))?$/.exec(bare)
  if (!found) return undefined
  const [, sign = '', whole = '', fraction = ''] = found
  if (fraction.length > decimals && /[^0]/.test(fraction.slice(decimals))) return undefined
  if (fraction.length > Math.max(decimals, 2)) return undefined
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return sign === '-' ? -minor : minor
}
