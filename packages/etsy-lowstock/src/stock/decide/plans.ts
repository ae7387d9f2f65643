import type { EtsyListing, EtsyVariation } from '@bazaar/core/db'
import type { ListingState } from '../../etsy/index.ts'
import type { Pace } from '../pace.ts'
import type { ThresholdInForce, ThresholdRow } from '../threshold.ts'
import type { Cause, DaysLeft, EndedBy, NewsKind } from '../types.ts'

export type KnownListing = EtsyListing & { readonly variations: readonly EtsyVariation[] }
export type StockOf = 'OK' | 'LOW' | 'OUT' | 'HIDDEN'

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

/** A variation as it is decided about. */
export interface Settled {
  readonly plan: VariationPlan
  readonly threshold: ThresholdInForce
  readonly daysLeft: DaysLeft | undefined
  /** What happened to this variation alone. */
  readonly news: 'out' | 'low' | 'back' | undefined
}
