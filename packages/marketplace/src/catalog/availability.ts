import type { OfferView } from './types.ts'

/** Whether customers can reserve, and if not, why. `hidden`: the venue is not verified any more. */
export type Availability = 'open' | 'draft' | 'paused' | 'sold-out' | 'expired' | 'ended' | 'cancelled' | 'hidden'

export function availabilityOf(offer: OfferView, now: Date): Availability {
  if (offer.state === 'DRAFT') return 'draft'
  if (offer.state === 'CANCELLED_BY_VENUE') return 'cancelled'
  if (offer.state === 'ENDED') return 'ended'
  // The job that closes offers may come a moment after the end.
  if (offer.state === 'EXPIRED' || offer.pickupEnd <= now) return 'expired'
  if (offer.business.state !== 'VERIFIED') return 'hidden'
  if (offer.state === 'PAUSED') return 'paused'
  return offer.state === 'SOLD_OUT' || offer.items.every((item) => item.left <= 0) ? 'sold-out' : 'open'
}
