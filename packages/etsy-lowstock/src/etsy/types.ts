/** What a seller's grant lets us call Etsy with. */
export interface EtsyAccess {
  readonly etsyUserId: bigint
  readonly token: string
}

export interface ShopFacts {
  readonly etsyShopId: bigint
  readonly name: string
  readonly url: string
  /** ISO 4217. */
  readonly currency: string
}

export const listingStates = ['active', 'sold_out', 'inactive', 'draft', 'expired', 'removed'] as const
export type ListingState = (typeof listingStates)[number]

/** One thing that can be bought of a listing. */
export interface VariationReading {
  /** The same as long as the seller keeps the variation; empty where a listing has none. */
  readonly key: string
  /** As people read it, e.g. `L, Red`. */
  readonly name: string
  readonly sku: string
  /** Pieces. */
  readonly quantity: number
  readonly isEnabled: boolean
  readonly priceMinor: bigint
  readonly currency: string
}

export interface ListingReading {
  readonly etsyListingId: bigint
  readonly title: string
  readonly url: string
  readonly state: ListingState
  readonly hasVariations: boolean
  readonly variations: readonly VariationReading[]
  /** When it was changed last at Etsy, by a sale too. */
  readonly changedAt?: Date | undefined
  /** Of what only people change: two equal ones mean that nobody edited the listing in between. */
  readonly fingerprint: string
}

/** A listing as a page says it. */
export interface ListingLine {
  readonly etsyListingId: bigint
  /** Of everything that is said of it: two equal ones say the same. */
  readonly digest: string
  /** Nothing where what is said makes no sense. */
  read(): ListingReading | undefined
}

export interface ListingPage {
  /** How many there are on all pages. */
  readonly count: number
  readonly listings: readonly ListingLine[]
}

/** So many pieces of one variation of a listing. */
export interface Pieces {
  readonly listing: bigint
  readonly key: string
  readonly quantity: number
}

/** What became of a change. */
export type WriteOutcome =
  | { readonly kind: 'written' }
  /** The grant has no right to write, or not any more. */
  | { readonly kind: 'not-allowed' }
  /** Etsy takes it not, and says why. */
  | { readonly kind: 'refused'; readonly said: string }
  /** Somebody else changes the listing at this moment. */
  | { readonly kind: 'conflict' }
  /** It was sent, and nobody knows what came of it: the listing has to be read again. */
  | { readonly kind: 'unknown' }

/** Why Etsy did not say what was asked. */
export type EtsyFailure = {
  readonly ok: false
  /**
   * `unauthorized`: the token is no good (any more). `forbidden`: Etsy refuses it for good. `missing`: there is no such thing.
   * `quota`: no call may be made before `until`. `unavailable`: no answer, or none that makes sense.
   */
  readonly why: 'unauthorized' | 'forbidden' | 'missing' | 'quota' | 'unavailable'
  /** A status or a kind of failure; nothing of anybody's. */
  readonly detail: string
  /** For `quota`: business time. */
  readonly until?: Date
}
export type EtsyResult<T> = { readonly ok: true; readonly value: T } | EtsyFailure
