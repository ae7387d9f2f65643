import type { ListingReading } from '../etsy/index.ts'
import { guessCause } from './decide/cause.ts'
import { differs } from './decide/differs.ts'
import { endedOf } from './decide/ends.ts'
import { changesOf } from './decide/history.ts'
import { newsOf } from './decide/news.ts'
import type { DecideContext, Decision, KnownListing, ListingRow } from './decide/plans.ts'
import { asDropped, settleVariation } from './decide/variation.ts'
import { isVisible } from './decide/visible.ts'

export { fewestDays } from './decide/low.ts'
export type { DecideContext, Decision, KnownListing, VariationPlan } from './decide/plans.ts'

/** A listing that Etsy does not know any more, as it was seen last. */
export function asRemoved(known: KnownListing): ListingReading {
  return {
    etsyListingId: known.etsyListingId,
    title: known.title,
    url: known.url,
    state: 'removed',
    hasVariations: known.hasVariations,
    fingerprint: known.fingerprint,
    variations: known.variations,
  }
}

/** (what is known of a listing, what a look says now) -> what is written, and what is told. Pure. */
export function decide(known: KnownListing | undefined, reading: ListingReading, context: DecideContext): Decision {
  const { at } = context
  const visible = isVisible(reading.state)
  const cause = known && guessCause(known, reading)
  const read = new Map(reading.variations.map((one) => [one.key, one]))
  const before = new Map(known?.variations.map((one) => [one.key, one]))
  const dropped = [...before.values()].filter((one) => !read.has(one.key))
  const settled = [
    ...reading.variations.map((one) => settleVariation(known, before.get(one.key), one, visible, cause, context)),
    ...dropped.map((one) => settleVariation(known, one, asDropped(one), visible, cause, context)),
  ]
  const enabled = settled.filter(({ plan }) => plan.row.isEnabled)
  const quantity = enabled.reduce((sum, { plan }) => sum + plan.row.quantity, 0)
  const stock = !visible ? 'HIDDEN' : quantity === 0 ? 'OUT' : 'OK'
  const isMoved = known !== undefined && known.stock !== stock
  const changes = known ? changesOf(known, reading, settled, cause) : []
  const wasSold = changes.some((change) => change.cause === 'sold')
  const row: ListingRow = {
    etsyListingId: reading.etsyListingId,
    title: reading.title,
    url: reading.url,
    state: reading.state,
    stock,
    stockSince: isMoved ? at : (known?.stockSince ?? firstSince(stock, reading, at)),
    episode: (known?.episode ?? 0) + (isMoved ? 1 : 0),
    quantity,
    hasVariations: reading.hasVariations,
    fingerprint: reading.fingerprint,
    lastSoldAt: wasSold ? at : (known?.lastSoldAt ?? null),
  }
  const news = known && !context.isFirst ? newsOf(known, row, settled, cause) : []
  return {
    known,
    row,
    isChanged: !known || differs(known, row),
    variations: settled.map(({ plan }) => plan),
    changes,
    news,
    ended: known && !context.isFirst ? endedOf(known, row, settled, news) : [],
  }
}

/** What was sold out before it was seen first was so since it was changed last. */
function firstSince(stock: ListingRow['stock'], { changedAt }: ListingReading, at: Date): Date {
  return stock === 'OUT' && changedAt && changedAt < at ? changedAt : at
}
