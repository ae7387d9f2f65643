import type { EtsyVariation } from '@bazaar/core/db'
import type { VariationReading } from '../../etsy/index.ts'
import type { Pace } from '../pace.ts'
import type { ThresholdInForce } from '../threshold.ts'
import type { Cause, DaysLeft } from '../types.ts'

/** Settles what LOW means by days only where the pace is known; with hysteresis: once LOW, it takes one more day to be fine again. */
export function isLow(
  quantity: number,
  days: DaysLeft | undefined,
  { value, by }: ThresholdInForce,
  wasLow: boolean,
): boolean {
  if (by === 'units') return quantity <= value
  const left = fewestDays(days)
  return left !== undefined && (wasLow ? left < value + 1 : left <= value)
}

/** The more cautious of both. */
export function fewestDays(days: DaysLeft | undefined): number | undefined {
  const both = [days?.at14, days?.at30].filter((left) => left !== undefined)
  return both.length === 0 ? undefined : Math.min(...both)
}

/** What is being told was sold as well: the estimate is the one that /stock shows a moment later. */
export function withThisSale(
  pace: Pace | undefined,
  before: EtsyVariation,
  { quantity }: VariationReading,
  cause: Cause | undefined,
): Pace | undefined {
  const sold = cause === 'sold' ? Math.max(0, before.quantity - quantity) : 0
  if (sold === 0) return pace
  return { sold14: (pace?.sold14 ?? 0) + sold, sold30: (pace?.sold30 ?? 0) + sold }
}
