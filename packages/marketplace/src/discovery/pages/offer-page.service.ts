import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { availabilityOf } from '../../offer/availability.ts'
import { readOffer, readOffers } from '../../offer/offer.repository.ts'
import type { OfferView } from '../../offer/types.ts'
import { findSession } from '../browse/browse.repository.ts'
import { type Browse, whereaboutsOf } from '../browse/browse.service.ts'
import { rankOffers } from '../browse/offer-ranking.ts'
import { type Customer, readCustomer } from '../customer/customer.repository.ts'
import { isFollowing } from '../follow/follow.repository.ts'
import { distanceBetween } from '../map/distance.ts'

const othersShown = 3
const othersWithin = 10_000

/** One offer outside of a list, e.g. from a link. */
export interface OfferPage {
  readonly offer: OfferView
  readonly customer: Customer
  readonly isFollowing: boolean
  /** Metres, when the person's place is known. */
  readonly distance: number | undefined
  /** What can be had nearby, when this one cannot. */
  readonly others: readonly OfferView[]
  /** Where it is in the list that the person looks through. */
  readonly inList: { readonly session: bigint; readonly at: number } | undefined
}

export function createOfferPages({ db, clock, keyring }: Pick<Core, 'db' | 'clock' | 'keyring'>, browse: Browse) {
  const { prisma } = db

  async function othersNear(
    offer: OfferView,
    { exclusions, hideUnstated, userId }: Customer,
  ): Promise<readonly OfferView[]> {
    const region = { kind: 'around', place: offer, metres: othersWithin } as const
    const query = { region, at: clock.now(), isEnding: false, exclusions, hideUnstated, userId, limit: othersShown + 1 }
    const ids = await rankOffers(prisma, query)
    return readOffers(prisma, ids.filter((id) => id !== offer.id).slice(0, othersShown))
  }

  return {
    /** @throws AppError for what does not exist or was never published: whoever tries numbers learns nothing */
    async open(userId: bigint, offerId: bigint): Promise<OfferPage> {
      const now = clock.now()
      const offer = await readOffer(prisma, offerId)
      const availability = offer && availabilityOf(offer, now)
      if (!offer || availability === 'draft') throw new AppError('marketplace-discovery-offer-unknown', {}, 404)
      const customer = await readCustomer(prisma, keyring, userId, now)
      const { place } = whereaboutsOf(customer, await findSession(prisma, keyring, userId, now))
      return {
        offer,
        customer,
        isFollowing: await isFollowing(prisma, userId, offer.business.id),
        distance: place && distanceBetween(place, offer),
        others: availability === 'open' ? [] : await othersNear(offer, customer),
        inList: await browse.placeInList(userId, offerId),
      }
    },
  }
}

export type OfferPages = ReturnType<typeof createOfferPages>
