import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Businesses, BusinessView } from '../../business/index.ts'
import { type OfferView, readOffer } from '../../catalog/index.ts'
import { findVenueOf, lockOffer, unknownOffer } from './offer.repository.ts'
import { checkAction, type OfferAction } from './transitions.ts'

/** An offer that is locked, and may be changed in the way that was asked for. */
export interface Opened {
  readonly offer: OfferView
  readonly venue: BusinessView
  readonly now: Date
  /** It is so already. */
  readonly isSo: boolean
}

/** The way to an offer for whoever wants to see or to change it as its venue. */
export interface OfferAccess {
  readonly clock: Clock
  /** @throws AppError for strangers, and when it is not possible in the present state */
  open(tx: Tx, userId: bigint, offerId: bigint, action: OfferAction): Promise<Opened>
  /** The offer with its venue, for whoever manages that one. @throws AppError for strangers */
  find(tx: Tx, userId: bigint, offerId: bigint): Promise<Pick<Opened, 'offer' | 'venue'>>
}

export function createOfferAccess({
  businesses,
  clock,
}: {
  readonly businesses: Businesses
  readonly clock: Clock
}): OfferAccess {
  async function venueFor(tx: Tx, userId: bigint, offerId: bigint): Promise<BusinessView> {
    const venueId = await findVenueOf(tx, offerId)
    const venues = venueId === undefined ? [] : await businesses.listOf(userId, 'manage')
    const venue = venues.find(({ id }) => id === venueId)
    if (!venue) throw unknownOffer(offerId)
    return venue
  }

  async function read(tx: Tx, offerId: bigint): Promise<OfferView> {
    const offer = await readOffer(tx, offerId)
    if (!offer) throw unknownOffer(offerId)
    return offer
  }

  return {
    clock,
    async find(tx, userId, offerId) {
      const venue = await venueFor(tx, userId, offerId)
      return { venue, offer: await read(tx, offerId) }
    },
    async open(tx, userId, offerId, action) {
      const venue = await venueFor(tx, userId, offerId)
      await lockOffer(tx, offerId)
      const offer = await read(tx, offerId)
      const now = clock.now()
      return { offer, venue, now, isSo: checkAction(action, offer, now) === 'already' }
    },
  }
}

/** Only a verified venue sells. @throws AppError that says what to do */
export function requireVerified({ state, name }: BusinessView): void {
  if (state !== 'VERIFIED') throw new AppError(`marketplace-offer-venue-${state.toLowerCase()}`, { venue: name })
}
