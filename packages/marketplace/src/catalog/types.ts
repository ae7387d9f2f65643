import type { BusinessState } from '../business/index.ts'

export type OfferState = 'DRAFT' | 'ACTIVE' | 'PAUSED' | 'SOLD_OUT' | 'EXPIRED' | 'ENDED' | 'CANCELLED_BY_VENUE'

export interface ItemView {
  readonly id: bigint
  readonly title: string
  readonly priceMinor: bigint
  readonly originalPriceMinor: bigint | undefined
  readonly quantity: number
  readonly committed: number
  /** `quantity - committed` */
  readonly left: number
}

/** One offer with everything that a card, a check or a message needs. */
export interface OfferView {
  readonly id: bigint
  readonly state: OfferState
  readonly title: string
  readonly description: string | undefined
  readonly currency: string
  readonly pickupStart: Date
  readonly pickupEnd: Date
  readonly perPersonLimit: number
  readonly forcedSoldOut: boolean
  readonly contains: readonly string[]
  readonly mayContain: readonly string[]
  readonly allergensStated: boolean
  readonly diets: readonly string[]
  readonly publishedAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly endReason: string | undefined
  readonly latitude: number
  readonly longitude: number
  readonly photo: { readonly key: string; readonly thumbKey: string } | undefined
  /** By position; at least one. */
  readonly items: readonly ItemView[]
  readonly business: {
    readonly id: bigint
    readonly ownerId: bigint
    readonly state: BusinessState
    readonly name: string
    readonly street: string
    readonly city: string
    readonly timeZone: string
    readonly ratingCount: number
    readonly ratingSum: number
    /** The venue's first picture, for offers without one of their own. */
    readonly photo: { readonly key: string; readonly thumbKey: string } | undefined
  }
}
