import type { Tx } from '@bazaar/core/db'

/** What LOW means: pieces left, or days that they last at the present pace. */
export interface Threshold {
  readonly value: number
  readonly by: 'units' | 'days'
}

/** Whose setting it is: the nearest one wins. */
export type ThresholdFrom = 'shop' | 'listing' | 'variation'

/** A guess, except for `expired` and the like: a sale cannot be proved without the right to read orders. */
export type Cause = 'sold' | 'edited'

/** How long the stock lasts at the pace of the last 14 and 30 days, in days; nothing where nothing was sold. */
export interface DaysLeft {
  readonly at14: number | undefined
  readonly at30: number | undefined
}

/** `due`: a reminder of what is still so. */
export const newsKinds = ['out', 'low', 'back', 'due'] as const
export type NewsKind = (typeof newsKinds)[number]

/** One thing that happened to a listing or to one of its variations. */
export interface StockNews {
  readonly kind: NewsKind
  readonly at: Date
  /** Told once per chat, item, kind and episode. */
  readonly episode: number
  readonly listing: {
    readonly id: bigint
    readonly etsyListingId: bigint
    readonly title: string
    readonly url: string
  }
  /** Nothing: the whole listing. */
  readonly variation: { readonly id: bigint; readonly name: string } | undefined
  readonly sku: string
  /** Pieces left of what it is about. */
  readonly quantity: number
  readonly price: { readonly minor: bigint; readonly currency: string }
  /** Why it became less; for `out` and `low`. */
  readonly cause: Cause | undefined
  /** For `low`: which setting, and whose. */
  readonly threshold: (Threshold & { readonly from: ThresholdFrom }) | undefined
  readonly daysLeft: DaysLeft | undefined
}

/** `back`: it is there again, told with its listing. `enough`: it is not low any more. `off`: it is not on sale any more. */
export type EndedBy = 'back' | 'enough' | 'off'

/** What was told of a listing or a variation holds no more, and there is nothing new to tell of it. */
export interface Ended {
  readonly by: EndedBy
  readonly at: Date
  readonly listingId: bigint
  /** Nothing: the listing itself. */
  readonly variationId: bigint | null
}

export interface ShopRef {
  readonly id: bigint
  readonly ownerId: bigint
  readonly name: string
}

/** A way by which news of a shop leave: Telegram's chats, the owner's own server, one day another messenger. */
export interface Channel {
  readonly id: string
  /** In the transaction of the look that found the news: rolled back with it, and never lost once it is committed. Each piece of news is told once. */
  tell(tx: Tx, shop: ShopRef, news: readonly StockNews[]): Promise<void>
  /** In the same transaction, and before it: what it told of these holds no more. Left out: whatever it told stays as it was. */
  end?(tx: Tx, ended: readonly Ended[]): Promise<void>
}
