import type { ReserveOutcome } from '../types.ts'
import type { Deal } from './deal.repository.ts'

/** What a card can say instead of itself; one that has `changed` is drawn again. */
export type Refusal = Exclude<ReserveOutcome, { readonly outcome: 'confirmed' | 'changed' }>

/** How many units of it the person may take at once. */
export const mostOf = ({ item, offer, taken }: Deal): number =>
  Math.max(0, Math.min(item.left, offer.perPersonLimit - taken))

/**
 * Why there is nothing to confirm, in the order in which the database refuses. Only for what is drawn: the reservation itself is decided
 * under the offer's lock.
 */
export function refusalOf(deal: Deal, now: Date): Refusal | undefined {
  const { offer, item, taken, often, blockedUntil } = deal
  const closed = closedBy(deal, now)
  if (closed) return closed
  if (blockedUntil && blockedUntil > now) return { outcome: 'blocked', until: blockedUntil }
  if (often !== undefined) return { outcome: 'often', times: often }
  if (taken >= offer.perPersonLimit) return { outcome: 'limit', limit: offer.perPersonLimit, taken }
  return item.left > 0 ? undefined : { outcome: 'too-few', left: 0 }
}

/** The offer is closed to everybody. */
function closedBy({ offer, venueState }: Deal, now: Date): Refusal | undefined {
  const isGone = venueState !== 'VERIFIED' && venueState !== 'SUSPENDED'
  if (isGone || offer.state === 'ENDED' || offer.state === 'CANCELLED_BY_VENUE') return { outcome: 'ended' }
  if (offer.state === 'EXPIRED' || now >= offer.pickupEnd) return { outcome: 'expired', at: offer.pickupEnd }
  if (offer.state === 'PAUSED' || venueState === 'SUSPENDED') return { outcome: 'paused' }
  return offer.state === 'SOLD_OUT' ? { outcome: 'too-few', left: 0 } : undefined
}
