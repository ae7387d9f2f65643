import type { EtsyListing, EtsyVariation } from '@bazaar/core/db'
import type { ListingReading, ListingState, VariationReading } from '../etsy/index.ts'
import { type Pace, paceOf, watchedDays } from './pace.ts'
import { type ThresholdInForce, type ThresholdRow, thresholdFor } from './threshold.ts'
import type { Cause, DaysLeft, EndedBy, NewsKind } from './types.ts'

export type KnownListing = EtsyListing & { readonly variations: readonly EtsyVariation[] }
export type StockOf = 'OK' | 'LOW' | 'OUT' | 'HIDDEN'

/** The same transition to LOW is not told again within this time. */
const lowAgainAfterMs = 24 * 3_600_000
/** So many pieces that go at once are somebody's edit: a stocktaking, a market stall. */
const mostSoldAtOnce = 10

/** What is written of one variation. */
export interface VariationPlan {
  readonly known: EtsyVariation | undefined
  readonly row: VariationRow
  readonly isChanged: boolean
}

export interface VariationRow {
  readonly key: string
  readonly name: string
  readonly sku: string
  readonly quantity: number
  readonly isEnabled: boolean
  readonly priceMinor: bigint
  readonly currency: string
  readonly stock: StockOf
  readonly stockSince: Date
  readonly episode: number
  readonly lowToldAt: Date | null
  readonly lowOwed: boolean
}

export interface ListingRow {
  readonly etsyListingId: bigint
  readonly title: string
  readonly url: string
  readonly state: ListingState
  readonly stock: 'OK' | 'OUT' | 'HIDDEN'
  readonly stockSince: Date
  readonly episode: number
  readonly quantity: number
  readonly hasVariations: boolean
  readonly fingerprint: string
  readonly lastSoldAt: Date | null
}

export type ChangeCause = 'sold' | 'edited' | 'restocked' | 'expired' | 'deactivated' | 'removed' | 'listed'

/** A line of the history. */
export interface ChangePlan {
  /** Nothing: the whole listing. */
  readonly variation: VariationPlan | undefined
  readonly before: number
  readonly after: number
  readonly cause: ChangeCause
}

/** What is to be told of a listing that was known before. */
export interface NewsPlan {
  readonly kind: NewsKind
  readonly episode: number
  /** Nothing: the whole listing. */
  readonly variation: VariationPlan | undefined
  readonly sku: string
  readonly quantity: number
  readonly cause: Cause | undefined
  readonly threshold: ThresholdInForce | undefined
  readonly daysLeft: DaysLeft | undefined
}

/** What was told before and holds no more, of a listing that was known before. */
export interface EndPlan {
  readonly by: EndedBy
  /** Nothing: the listing itself. */
  readonly variation: VariationPlan | undefined
}

export interface Decision {
  readonly known: KnownListing | undefined
  readonly row: ListingRow
  readonly isChanged: boolean
  readonly variations: readonly VariationPlan[]
  readonly changes: readonly ChangePlan[]
  readonly news: readonly NewsPlan[]
  readonly ended: readonly EndPlan[]
}

export interface DecideContext {
  /** Business time of this reading. */
  readonly at: Date
  /** The first snapshot of a shop: it is told as a whole, not piece by piece. */
  readonly isFirst: boolean
  readonly shop: ThresholdRow
  paceOf(variation: bigint): Pace | undefined
}

const isVisible = (state: string): boolean => state === 'active' || state === 'sold_out'

const leavingCause: Readonly<Record<ListingState, ChangeCause>> = {
  active: 'listed',
  sold_out: 'listed',
  inactive: 'deactivated',
  draft: 'deactivated',
  expired: 'expired',
  removed: 'removed',
}

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

/** Less than before, and nothing else is different: it was bought. Otherwise somebody edited the listing. */
function guessCause(known: KnownListing, reading: ListingReading): Cause {
  const before = new Map(known.variations.map((one) => [one.key, one.quantity]))
  const deltas = reading.variations.map((one) => one.quantity - (before.get(one.key) ?? 0))
  const gone = deltas.reduce((sum, delta) => sum - Math.min(0, delta), 0)
  const isEdited =
    known.fingerprint !== reading.fingerprint || deltas.some((delta) => delta > 0) || gone > mostSoldAtOnce
  return isEdited ? 'edited' : 'sold'
}

/** Settles what LOW means by days only where the pace is known; with hysteresis: once LOW, it takes one more day to be fine again. */
function isLow(
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

interface Settled {
  readonly plan: VariationPlan
  readonly threshold: ThresholdInForce
  readonly daysLeft: DaysLeft | undefined
  /** What happened to this variation alone. */
  readonly news: 'out' | 'low' | 'back' | undefined
}

/** What is being told was sold as well: the estimate is the one that /stock shows a moment later. */
function withThisSale(
  pace: Pace | undefined,
  before: EtsyVariation,
  { quantity }: VariationReading,
  cause: Cause | undefined,
): Pace | undefined {
  const sold = cause === 'sold' ? Math.max(0, before.quantity - quantity) : 0
  if (sold === 0) return pace
  return { sold14: (pace?.sold14 ?? 0) + sold, sold30: (pace?.sold30 ?? 0) + sold }
}

function settleVariation(
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

function differs<Row extends object>(before: object, row: Row): boolean {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(row).some(([name, value]) => {
    const had = old.get(name)
    return value instanceof Date ? !(had instanceof Date) || had.getTime() !== value.getTime() : had !== value
  })
}

/** What the seller took out of the listing stays for its history, and counts for nothing. */
const asDropped = (before: EtsyVariation): VariationReading => ({ ...before, quantity: 0, isEnabled: false })

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

/** What is told says so itself. */
function endedOf(
  known: KnownListing,
  row: ListingRow,
  settled: readonly Settled[],
  news: readonly NewsPlan[],
): readonly EndPlan[] {
  const told = new Set(news.map(({ variation }) => variation))
  const whole = wholeEnd(known.stock, row.stock)
  const pieces = settled.flatMap(({ plan }): readonly EndPlan[] => {
    const by = plan.known && !told.has(plan) ? pieceEnd(plan.known.stock, plan.row.stock) : undefined
    return by ? [{ by, variation: plan }] : []
  })
  return [...(whole ? [{ by: whole, variation: undefined }] : []), ...pieces]
}

/** What was sold out and is there again is news. */
function wholeEnd(was: string, stock: ListingRow['stock']): EndedBy | undefined {
  if (was === stock) return undefined
  if (stock === 'HIDDEN') return 'off'
  return was === 'HIDDEN' && stock === 'OK' ? 'back' : undefined
}

function pieceEnd(was: string, stock: StockOf): EndedBy | undefined {
  if (was === stock || stock === 'OUT') return undefined
  if (stock === 'HIDDEN') return 'off'
  if (was === 'OUT') return 'back'
  return stock === 'OK' ? 'enough' : undefined
}

function changesOf(
  known: KnownListing,
  reading: ListingReading,
  settled: readonly Settled[],
  cause: Cause | undefined,
): readonly ChangePlan[] {
  const [was, is] = [isVisible(known.state), isVisible(reading.state)]
  if (was !== is) {
    const after = is ? settled.reduce((sum, { plan }) => sum + plan.row.quantity, 0) : 0
    return [
      {
        variation: undefined,
        before: is ? 0 : known.quantity,
        after,
        cause: is ? 'listed' : leavingCause[reading.state],
      },
    ]
  }
  if (!is) return []
  return settled.flatMap(({ plan }): readonly ChangePlan[] => {
    const before = plan.known?.quantity ?? 0
    const after = plan.row.quantity
    if (before === after) return []
    return [{ variation: plan, before, after, cause: after > before ? 'restocked' : (cause ?? 'edited') }]
  })
}

function newsOf(
  known: KnownListing,
  row: ListingRow,
  settled: readonly Settled[],
  cause: Cause | undefined,
): readonly NewsPlan[] {
  const whole = (kind: 'out' | 'back', about: readonly Settled[]): NewsPlan => ({
    kind,
    episode: row.episode,
    variation: undefined,
    sku: skusOf(about),
    quantity: row.quantity,
    cause: kind === 'out' && known.quantity > 0 ? cause : undefined,
    threshold: undefined,
    daysLeft: undefined,
  })
  const enabled = settled.filter(({ plan }) => plan.row.isEnabled)
  // Also what was hidden meanwhile: whoever puts a listing up again and finds it sold out wants to know.
  if (row.stock === 'OUT' && known.stock !== 'OUT') return [whole('out', enabled)]
  if (row.stock === 'OK' && known.stock === 'OUT') return [whole('back', enabled)]
  if (row.stock !== 'OK' || known.stock !== 'OK') return []
  return settled.flatMap(({ plan, news, threshold, daysLeft }): readonly NewsPlan[] => {
    if (news === undefined) return []
    const isWhole = !row.hasVariations && news !== 'low'
    if (isWhole) return []
    return [
      {
        kind: news,
        episode: plan.row.episode,
        variation: plan,
        sku: plan.row.sku,
        quantity: plan.row.quantity,
        // A threshold that was raised, or a pace that grew, makes low as well.
        cause: news !== 'back' && plan.row.quantity < (plan.known?.quantity ?? 0) ? cause : undefined,
        threshold: news === 'low' ? threshold : undefined,
        daysLeft: news === 'low' ? daysLeft : undefined,
      },
    ]
  })
}

const skusOf = (about: readonly Settled[]): string =>
  [...new Set(about.map(({ plan }) => plan.row.sku).filter((sku) => sku !== ''))].slice(0, 3).join(', ')
