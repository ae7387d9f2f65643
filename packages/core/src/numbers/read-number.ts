/** What somebody's number says. */
export type NumberReading =
  /** In units of the last decimal: `12.5` with two decimals is 1250. */
  | { readonly outcome: 'read'; readonly value: bigint }
  /** `1,500` where decimals are usual: whoever wrote it is asked. */
  | { readonly outcome: 'unclear'; readonly grouped: string; readonly decimal: string }
  | { readonly outcome: 'none' }

export const none = { outcome: 'none' } as const

/** More digits are a mistake, and no amount. */
const mostDigits = 15
const separators = [',', '\\.', "['’]", '\\s']

/** By thousands (1,500,000) or as in India (15,00,000); the decimals with another sign. */
const grouped = separators.map((sign) => {
  const groups = `[1-9]\\d{0,2}(?:${sign}\\d{3})+|[1-9]\\d?(?:${sign}\\d{2})+${sign}\\d{3}`
  return { sign, pattern: new RegExp(`^(${groups})(?:(?!${sign})[.,](\\d+))?$`) }
})

/**
 * The one reader of numbers that people type, without signs and words around them: `1500`, `1,500`, `1 500`, `1.500`, `1'500.50`, `1,00,000`,
 * `-3`. A group of three digits after one comma or point is a thousand where there are no decimals, decimals where there are three of them,
 * and unclear in between.
 */
export function readNumber(written: string, decimals = 0): NumberReading {
  const [, minus = '', digits = ''] = /^([-−–])?\s*(\S.*)$/.exec(written.normalize('NFKC').trim()) ?? []
  for (const { sign, pattern } of grouped) {
    const [, groups, fraction] = pattern.exec(digits) ?? []
    if (groups === undefined) continue
    const isOneGroup = /^\d+[.,]\d+$/.test(groups) && fraction === undefined
    if (isOneGroup && decimals > 2) break
    const whole = groups.replaceAll(new RegExp(sign, 'g'), '')
    if (isOneGroup && decimals > 0) return { outcome: 'unclear', grouped: whole, decimal: groups.replace(',', '.') }
    return toReading(minus, whole, fraction, decimals)
  }
  const [matched, whole = '', fraction] = /^(\d*)(?:[.,](\d+))?$/.exec(digits) ?? []
  return matched ? toReading(minus, whole, fraction, decimals) : none
}

function toReading(minus: string, whole: string, fraction = '', decimals: number): NumberReading {
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  if (/[1-9]/.test(fraction.slice(decimals)) || fraction.length > Math.max(decimals, 2)) return none
  if (whole.length > mostDigits) return none
  const value = BigInt(whole + kept)
  return { outcome: 'read', value: minus === '' ? value : -value }
}
