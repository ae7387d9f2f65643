import type { Tx } from '@bazaar/core/db'
import type { TextParam } from '@bazaar/core/i18n'
import type { NotificationIntent, Onto } from '@bazaar/core/notifications'
import type { Food, ItemView, OfferView } from '../catalog/index.ts'

export type PurchaseState =
  | 'HELD'
  | 'CONFIRMED'
  | 'COLLECTED'
  | 'CANCELLED_BY_CUSTOMER'
  | 'CANCELLED_BY_VENUE'
  | 'UNCONFIRMED'
  | 'NO_SHOW'
  | 'EXPIRED'

export interface PurchaseView {
  readonly id: bigint
  readonly offerId: bigint
  readonly itemId: bigint
  readonly businessId: bigint
  /** Who collects it. */
  readonly userId: bigint
  /** Who reserved it, when it was sent to a friend since. */
  readonly sentBy: bigint | undefined
  readonly state: PurchaseState
  readonly quantity: number
  readonly unitPriceMinor: bigint
  readonly currency: string
  readonly codeVersion: number
  readonly codeKeyId: string
  readonly reservedAt: Date
  readonly collectedAt: Date | undefined
  readonly cancelledAt: Date | undefined
  readonly late: boolean
  readonly missedAt: Date | undefined
  readonly claimedAt: Date | undefined
  readonly reconfirmBy: Date | undefined
  readonly reconfirmedAt: Date | undefined
  readonly receiptId: bigint | undefined
}

export interface ReserveRequest {
  readonly userId: bigint
  readonly offerId: bigint
  readonly itemId: bigint
  readonly quantity: number
  /** Names the request once: the same key again gets the first result. */
  readonly requestKey: string
  /** What the person calls themselves, for those at the venue who are told. */
  readonly customer?: string
  /** The message that was confirmed: it becomes the receipt. Absent: the receipt is a new one. */
  readonly card?: Onto | undefined
  /** What the card said is in it, for the receipt; `terms` stand for it too. */
  readonly food?: Food
  /** What the person saw (`Deal.terms`): when something else holds now, nothing is reserved. Absent: whatever holds. */
  readonly terms?: string
}

/** How a reservation ended. Refusals name their cause; a text exists for each. */
export type ReserveOutcome =
  | {
      readonly outcome: 'confirmed'
      readonly purchase: PurchaseView /** It had been confirmed before. */
      readonly repeated: boolean
    }
  /** `left` units of this item are there, fewer than asked for; 0 = sold out just now. */
  | { readonly outcome: 'too-few'; readonly left: number }
  | { readonly outcome: 'paused' }
  | { readonly outcome: 'expired'; readonly at: Date }
  | { readonly outcome: 'ended' }
  /** `taken` of `limit` per person are reserved already. */
  | { readonly outcome: 'limit'; readonly limit: number; readonly taken: number }
  /** Reserved and cancelled too many times already. */
  | { readonly outcome: 'often'; readonly times: number }
  /** Three no-shows. */
  | { readonly outcome: 'blocked'; readonly until: Date }
  | { readonly outcome: 'unknown' }
  /** It is not what the person saw. */
  | { readonly outcome: 'changed' }
  /** Too many people at once: nothing happened, try again. */
  | { readonly outcome: 'busy' }

interface Pictured {
  readonly photo?: { readonly key: string } | undefined
}

/** What a receipt shows of its offer: read under the offer's lock, for a whole batch at once. An `OfferView` fits. */
export interface ReceiptOffer
  extends Pick<OfferView, 'id' | 'title' | 'currency' | 'pickupStart' | 'pickupEnd' | 'latitude' | 'longitude'>,
    Partial<Food>,
    Pictured {
  readonly items: readonly Pick<ItemView, 'id' | 'title'>[]
  readonly business: Pick<OfferView['business'], 'id' | 'ownerId' | 'name' | 'street' | 'city' | 'timeZone'> & Pictured
}

/**
 * The message with the code, written in the transaction of the reservation. A pure function: it runs while the offer is locked. Its entity
 * and transition must name the purchase, because an intent that was there before sends nothing.
 */
export type WriteReceipt = (purchase: PurchaseView, offer: ReceiptOffer) => NotificationIntent

/** The pickup code and the QR code's payload: derived from the purchase and a key, stored nowhere. */
export interface PickupCodes {
  /**
   * Four digits. Two open purchases of one venue may share a code: whoever enters it must choose among all that match. Nothing while the
   * key that it comes from is not configured: owners are told of that at the start.
   */
  code(purchase: Pick<PurchaseView, 'id' | 'codeVersion' | 'codeKeyId'>): string | undefined
  /** The same to be shown, or that there is none now. */
  shown(purchase: Pick<PurchaseView, 'id' | 'codeVersion' | 'codeKeyId'>): TextParam
  /** For the start payload `pickup_<token>`: at most 56 of A-Z a-z 0-9 _ -. Nothing, as for the code. */
  token(purchase: Pick<PurchaseView, 'id' | 'codeVersion' | 'codeKeyId'>): string | undefined
  /** Undefined for a forged one. It opens the purchase only while `codeVersion` is still the purchase's: a transfer counts it up. */
  readToken(token: string): { readonly purchaseId: bigint; readonly codeVersion: number } | undefined
}

/** Moves stock and reservations together. Every method is one transaction or takes one; the database's functions and CHECKs are the guard. */
export interface Reservations {
  /** Requests for one offer that arrive while a batch is in flight are decided together, in order of arrival. */
  reserve(request: ReserveRequest): Promise<ReserveOutcome>
  /** CONFIRMED -> CANCELLED_BY_CUSTOMER; the stock returns at once. False = it was not CONFIRMED any more. */
  cancelByCustomer(tx: Tx, purchaseId: bigint, now: Date, late: boolean): Promise<boolean>
  /** All CONFIRMED and HELD ones of an offer -> CANCELLED_BY_VENUE; returns them as they were. */
  cancelByVenue(tx: Tx, offerId: bigint, now: Date): Promise<readonly PurchaseView[]>
  /** CONFIRMED -> COLLECTED. False = it was not CONFIRMED any more. */
  collect(tx: Tx, purchaseId: bigint, now: Date, by: bigint): Promise<boolean>
  /** All CONFIRMED ones of an offer -> UNCONFIRMED (the window is over); returns them. */
  closeMissed(tx: Tx, offerId: bigint, now: Date): Promise<readonly PurchaseView[]>
  find(tx: Tx, purchaseId: bigint): Promise<PurchaseView | undefined>
}

/**
 * What happens to the reservations of an offer when something happens to the offer, and who is told. Each runs in the transaction of the
 * change, which holds the offer's row lock; `offer` is as it is after the change. Each but `windowChanged` may be called again: what was done is
 * not done twice. They return how many reservations they concerned.
 */
export interface PurchaseNews {
  /** The venue cancelled the offer: all open reservations end, every buyer is told the reason, with alternatives nearby. */
  offerCancelled(tx: Tx, offer: OfferView, reason: string, now: Date): Promise<number>
  /** The pickup window moved: everybody with an open reservation is told, receipts show the new one. */
  windowChanged(tx: Tx, offer: OfferView): Promise<number>
  /** "Pickup starts now" and, 30 minutes before the end, "still to be picked up". */
  remind(tx: Tx, offer: OfferView, which: 'start' | 'end'): Promise<number>
  /** One hour before pickup: people with two no-shows in 30 days are asked to confirm until pickup starts. */
  askReconfirm(tx: Tx, offer: OfferView): Promise<number>
  /** At pickup start: reservations that had to be confirmed and were not are cancelled, their stock returns. */
  dropUnconfirmed(tx: Tx, offer: OfferView): Promise<number>
  /** At the window's end: receipts show what still works until they are closed. */
  windowOver(tx: Tx, offer: OfferView): Promise<number>
  /** 15 minutes after the window: what was not collected becomes UNCONFIRMED; customers are asked, the venue may mark no-shows. */
  closeMissed(tx: Tx, offer: OfferView): Promise<number>
}
