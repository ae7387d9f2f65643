import type { MessageContent, NotificationIntent } from '@bazaar/core/notifications'
import { listenPressed } from '../callbacks.ts'
import { key } from '../text.ts'
import { purchaseParams } from './purchase.lines.ts'
import { button } from './screen.ts'
import { listenerTopic } from './topic-ids.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'

/** What a venue is told of a reservation, beside what the reservation itself says. */
export interface VenueNews {
  /** Who is told. */
  readonly listeners: readonly bigint[]
  readonly customer: string
  /** Units of the item that are left now. */
  readonly left: number
}

/** One message to everybody who wants to hear of it, never with the code. A pure function: it also runs while the offer is locked. */
export function venueNews(
  what: 'reserved' | 'cancelled',
  purchase: PurchaseView,
  offer: ReceiptOffer,
  { listeners, customer, left }: VenueNews,
): readonly NotificationIntent[] {
  const { id, amount, window, venue } = purchaseParams(purchase, offer)
  const content: MessageContent = {
    text: key(`purchase-venue-${what}`, {
      id,
      amount,
      window,
      venue,
      name: customer,
      left,
      quantity: purchase.quantity,
    }),
    keyboard: [[button('listen-off', listenPressed.pack({ business: purchase.businessId, turn: 'off', at: 'here' }))]],
  }
  return listeners.map((userId) => ({
    topic: listenerTopic,
    chatId: userId,
    userId,
    entity: `purchase:${purchase.id}`,
    transition: what,
    content,
    expiresAt: offer.pickupEnd,
  }))
}
