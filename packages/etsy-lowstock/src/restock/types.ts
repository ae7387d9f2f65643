/** Who wants to change something, and in which chat. */
export interface Owner {
  readonly userId: bigint
  readonly chatId: bigint
}

/** One variation of a listing, as its shop's owner wants to restock it. */
export interface Target {
  readonly shopId: bigint
  readonly shop: string
  readonly listingId: bigint
  readonly etsyListingId: bigint
  readonly variationId: bigint
  /** Which one it is at Etsy. */
  readonly key: string
  readonly title: string
  /** Empty where there is only one. */
  readonly variation: string
  readonly url: string
  /** Etsy has the listing as sold out, as far as we know: pieces alone do not put it on sale. */
  readonly isSoldOut: boolean
  /** Of the listing's other variations, as far as we know. */
  readonly elsewhere: number
}

/** The same, asked from Etsy a moment ago. */
export interface Asked {
  readonly target: Target
  /** Pieces now. */
  readonly now: number
  /** So many other variations share the same stock. */
  readonly sharing: number
  /** How many there were before it went, where that is known. */
  readonly usual: number | undefined
}

/** Why a change was not made, or nobody knows. Nothing was changed unless it is `unknown`. */
export type Failure =
  /** There are so many now: somebody bought or edited meanwhile. */
  | { readonly kind: 'changed'; readonly now: number }
  | { readonly kind: 'refused'; readonly said: string }
  | { readonly kind: 'quota'; readonly until: Date }
  | {
      readonly kind:
        | 'not-allowed'
        /** Etsy does not let us see it. */
        | 'forbidden'
        | 'conflict'
        | 'nothing-left'
        /** It is not the last one that was set from here. */
        | 'newer'
        | 'gone'
        | 'no-record'
        | 'unavailable'
        | 'disconnected'
        | 'not-taken'
        | 'busy'
        | 'unknown'
    }

/** What was confirmed. */
export interface Wanted {
  readonly variation: bigint
  /** Pieces that were shown. */
  readonly before: number
  readonly after: number
  /** Of the card. */
  readonly token: string
}

export interface Result {
  readonly target: Target
  readonly restock: { readonly id: bigint; readonly before: number; readonly after: number; readonly token: string }
  /** It was to be taken back. */
  readonly isUndo: boolean
  readonly outcome:
    | Failure
    /** `undoUntil`: nothing where it cannot be taken back any more. */
    | { readonly kind: 'done'; readonly undoUntil: Date | undefined }
    | { readonly kind: 'undone' }
    | { readonly kind: 'undo-late' }
}
