import type { EtsyListing, EtsyOrder, EtsyQuiet, EtsyShop, EtsyVariation } from '@bazaar/core/db'
import { type DaysLeft, type Pace, paceOf, type ThresholdInForce, thresholdFor, watchedDays } from '../stock/index.ts'

/** A variation on sale, with what is known about it. */
export interface Piece {
  readonly id: bigint
  readonly name: string
  readonly sku: string
  readonly quantity: number
  readonly price: { readonly minor: bigint; readonly currency: string }
  readonly isLow: boolean
  readonly isOut: boolean
  readonly threshold: ThresholdInForce
  readonly daysLeft: DaysLeft
}

/** Why a listing stands where it stands. */
export type Standing = 'out' | 'low' | 'ordered' | 'fine' | 'hidden'

export interface Item {
  readonly id: bigint
  readonly shopId: bigint
  readonly title: string
  readonly url: string
  readonly standing: Standing
  /** Since when it is sold out, or away. */
  readonly since: Date
  readonly quantity: number
  /** The enabled ones, those with the fewest pieces first. */
  readonly pieces: readonly Piece[]
  readonly due: Date | undefined
  /** Alerts about it are off here, for ever or until then. */
  readonly quiet: { readonly until: Date | undefined } | undefined
}

export interface ItemRow extends EtsyListing {
  readonly variations: readonly EtsyVariation[]
  readonly orders: readonly EtsyOrder[]
  readonly quiets: readonly EtsyQuiet[]
}

export interface ItemHelp {
  readonly shop: EtsyShop
  readonly paces: ReadonlyMap<bigint, Pace>
  readonly now: Date
}

export function itemOf(row: ItemRow, help: ItemHelp): Item {
  const pieces = row.variations
    .filter(({ isEnabled }) => isEnabled)
    .map((variation) => pieceOf(row, variation, help))
    .toSorted((one, other) => one.quantity - other.quantity || Number(one.id - other.id))
  const due = row.orders.find(({ remindedAt }) => remindedAt === null)?.dueAt
  return {
    ...{ id: row.id, shopId: row.shopId, title: row.title, url: row.url, quantity: row.quantity },
    standing: standingOf(row, pieces, due),
    since: row.stockSince,
    pieces,
    due,
    quiet: quietOf(row.quiets, help.now),
  }
}

function pieceOf(listing: EtsyListing, variation: EtsyVariation, { shop, paces, now }: ItemHelp): Piece {
  const { id, name, sku, quantity, priceMinor: minor, currency, stock } = variation
  const pace = paces.get(id) ?? { sold14: 0, sold30: 0 }
  return {
    ...{ id, name, sku, quantity, price: { minor, currency } },
    isLow: stock === 'LOW',
    isOut: stock === 'OUT',
    threshold: thresholdFor(shop, listing, variation),
    daysLeft: paceOf(pace, watchedDays(listing.firstSeenAt, now), quantity),
  }
}

function standingOf({ stock }: EtsyListing, pieces: readonly Piece[], due: Date | undefined): Standing {
  if (stock === 'HIDDEN') return 'hidden'
  const isShort = stock === 'OUT' || pieces.some(({ isLow, isOut }) => isLow || isOut)
  if (isShort && due) return 'ordered'
  return stock === 'OUT' ? 'out' : isShort ? 'low' : 'fine'
}

/** Of the whole listing; one that is over counts no more. */
function quietOf(quiets: readonly EtsyQuiet[], now: Date): Item['quiet'] {
  const found = quiets.find(({ variationId, until }) => variationId === null && (until === null || until > now))
  return found && { until: found.until ?? undefined }
}

/** Which pieces the line of a listing is about: the worst. */
export const worstOf = ({ pieces }: Item): Piece | undefined => pieces[0]
