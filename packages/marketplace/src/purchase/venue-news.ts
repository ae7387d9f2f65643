import type { BundledIntent, MessageContent } from '@bazaar/core/notifications'
import { listenPressed } from '../callbacks.ts'
import { key } from '../text.ts'
import { purchaseParams } from './purchase.lines.ts'
import { button } from './screen.ts'
import { listenerTopic, venueKind } from './topic-ids.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'

/** What a venue is told of a reservation, beside what the reservation itself says. */
export interface VenueNews {
  /** Who is told. */
  readonly listeners: readonly bigint[]
  readonly customer: string
  /** Units of the item that are left now. */
  readonly left: number
}

/** A kitchen that asked for each reservation is not rung for each of a crowd, nor by one person who changes their mind again and again. */
const windowMs = 2 * 60_000

/**
 * To everybody who wants to hear of it, never with the code; what follows soon is told together. A pure function: it also runs while the offer
 * is locked.
 */
export function venueNews(
  what: 'reserved' | 'cancelled',
  purchase: PurchaseView,
  offer: ReceiptOffer,
  { listeners, customer, left }: VenueNews,
): readonly BundledIntent[] {
  const { id, amount, window, venue } = purchaseParams(purchase, offer)
  const { businessId, quantity } = purchase
  const text = key(`purchase-venue-${what}`, { id, amount, window, venue, name: customer, left, quantity })
  const keyboard = [[button('listen-off', listenPressed.pack({ business: businessId, turn: 'off', at: 'here' }))]]
  const more = (count: number): MessageContent => ({
    text: count === 1 ? text : key('purchase-venue-more', { count, venue, latest: { text } }),
    keyboard,
  })
  return listeners.map((userId) => ({
    topic: listenerTopic,
    chatId: userId,
    userId,
    entity: `${venueKind}:${businessId}`,
    content: { text, keyboard },
    windowMs,
    more,
    // Also for what joins it at the last moment.
    expiresAt: new Date(offer.pickupEnd.getTime() + windowMs),
  }))
}
