import { money, type TextSpec } from '@bazaar/core/i18n'

/** One denomination as people read it. */
export interface StockLine {
  readonly faceValueMinor: bigint
  readonly priceMinor: bigint
  readonly quantity: number | undefined
  readonly currency: string
}

/** Discount in percent of the face value, cut to one decimal (never shown better than it is); negative = dearer. */
export function discountPercent({
  faceValueMinor,
  priceMinor,
}: Pick<StockLine, 'faceValueMinor' | 'priceMinor'>): number {
  return Number(((faceValueMinor - priceMinor) * 1000n) / faceValueMinor) / 10
}

/** Best discount first; equal ones by face value. */
export function byDiscount<T extends StockLine>(lines: readonly T[]): readonly T[] {
  return lines.toSorted(
    (a, b) => discountPercent(b) - discountPercent(a) || Number(a.faceValueMinor - b.faceValueMinor),
  )
}

export function stockLine(line: StockLine): TextSpec {
  const percent = discountPercent(line)
  return {
    key: 'voucher-tracker-line',
    params: {
      face: money(line.faceValueMinor, line.currency),
      price: money(line.priceMinor, line.currency),
      discount: percent > 0 ? { text: { key: 'voucher-tracker-line-discount', params: { percent } } } : '',
      left:
        line.quantity === undefined
          ? ''
          : { text: { key: 'voucher-tracker-line-left', params: { quantity: line.quantity } } },
    },
  }
}

/** "₹100, ₹200 and ₹500" in the reader's language. `undefined` for an empty list. */
export function amountList(amounts: readonly bigint[], currency: string): TextSpec | undefined {
  const [first, ...rest] = amounts
  if (first === undefined) return undefined
  const amount: TextSpec = { key: 'voucher-tracker-amount', params: { amount: money(first, currency) } }
  const others = amountList(rest, currency)
  if (others === undefined) return amount
  const key = rest.length === 1 ? 'voucher-tracker-amounts-last' : 'voucher-tracker-amounts-more'
  return { key, params: { first: { text: amount }, rest: { text: others } } }
}
