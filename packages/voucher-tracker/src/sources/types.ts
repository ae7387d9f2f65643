/** One denomination as the shop shows it. Money in minor units (paise). */
export interface Offer {
  readonly faceValueMinor: bigint
  /** Absent when the shop lists an unavailable denomination without a price. */
  readonly priceMinor: bigint | undefined
  readonly status: 'in' | 'out'
  /** How many are left, when the shop says so. */
  readonly quantity: number | undefined
}

export type FailureReason = 'unreachable' | 'refused' | 'not-json' | 'unknown-shape'

/** What one look at a shop brought. A failure is no reading: it never says that something is out of stock. */
export type Reading =
  | { readonly kind: 'good'; readonly offers: readonly Offer[] }
  | {
      readonly kind: 'failed'
      readonly reason: FailureReason
      /** One line for the log and for admins. */
      readonly detail: string
      /** The shop asked to be left alone for this long. */
      readonly retryAfterMs?: number
    }

/** One shop's product. Adding one is a file beside this and a line in `index.ts`. */
export interface StockSource {
  /** Kebab-case, stored; never rename. */
  readonly id: string
  /** As people read it. */
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** Where people buy: the "Open shop" button. */
  readonly shopUrl: string
  /** Never asked more often than this. */
  readonly minIntervalMs: number
  fetch(signal: AbortSignal): Promise<Reading>
}
