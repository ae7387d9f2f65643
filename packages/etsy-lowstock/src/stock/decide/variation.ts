import type { EtsyVariation } from '@bazaar/core/db'
import type { VariationReading } from '../../etsy/index.ts'
import { paceOf, watchedDays } from '../pace.ts'
import { type ThresholdRow, thresholdFor } from '../threshold.ts'
import type { Cause } from '../types.ts'
import { differs } from './differs.ts'
import { isLow, withThisSale } from './low.ts'
import type { DecideContext, KnownListing, Settled, StockOf, VariationRow } from './plans.ts'

/** The same transition to LOW is not told again within this time. */
const lowAgainAfterMs = 24 * 3_600_000

/** How one variation is now, what is written of it, and what happened to it alone. */
export function settleVariation(
  known: KnownListing | undefined,
  before: EtsyVariation | undefined,
  reading: VariationReading,
  visible: boolean,
  cause: Cause | undefined,
  context: DecideContext,
): Settled {
  const { at } = context
  const none: ThresholdRow = { threshold: null, thresholdBy: null }
  const threshold = thresholdFor(context.shop, known ?? none, before ?? none)
  const pace = before && withThisSale(context.paceOf(before.id), before, reading, cause)
  const daysLeft = known && pace ? paceOf(pace, watchedDays(known.firstSeenAt, at), reading.quantity) : undefined
  const was = before?.stock
  const stock = stockOf(reading, visible, isLow(reading.quantity, daysLeft, threshold, was === 'LOW'))
  const isMoved = was !== stock
  const mayTellLow = before?.lowToldAt == null || at.getTime() - before.lowToldAt.getTime() >= lowAgainAfterMs
  const becameLow = was === 'OK' && stock === 'LOW'
  const isOwedLow = was === 'LOW' && stock === 'LOW' && before?.lowOwed === true
  const tellsLow = (becameLow || isOwedLow) && mayTellLow
  const isBack = was === 'OUT' && (stock === 'OK' || stock === 'LOW')
  const news = tellsLow
    ? 'low'
    : isBack
      ? 'back'
      : stock === 'OUT' && (was === 'OK' || was === 'LOW')
        ? 'out'
        : undefined
  const row: VariationRow = {
    ...pick(reading),
    stock,
    stockSince: isMoved ? at : (before?.stockSince ?? at),
    episode: (before?.episode ?? 0) + (isMoved && before ? 1 : 0),
    // What came back low was told with its number.
    lowToldAt: tellsLow || (isBack && stock === 'LOW') ? at : (before?.lowToldAt ?? null),
    lowOwed: stock === 'LOW' && !tellsLow && (becameLow || isOwedLow),
  }
  return { plan: { known: before, row, isChanged: !before || differs(before, row) }, threshold, daysLeft, news }
}

const pick = ({ key, name, sku, quantity, isEnabled, priceMinor, currency }: VariationReading) => ({
  key,
  name,
  sku,
  quantity,
  isEnabled,
  priceMinor,
  currency,
})

function stockOf({ isEnabled, quantity }: VariationReading, visible: boolean, low: boolean): StockOf {
  if (!visible || !isEnabled) return 'HIDDEN'
  if (quantity === 0) return 'OUT'
  return low ? 'LOW' : 'OK'
}

/** What the seller took out of the listing stays for its history, and counts for nothing. */
export const asDropped = (before: EtsyVariation): VariationReading => ({ ...before, quantity: 0, isEnabled: false })
