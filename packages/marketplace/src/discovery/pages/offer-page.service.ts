import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { availabilityOf, type OfferView, readOffer } from '../../catalog/index.ts'
import type { Alternatives } from '../alternatives.ts'
import { whereaboutsOf } from '../browse/browse.service.ts'
import { readBrowseContext } from '../browse/browse-context.repository.ts'
import type { Customer } from '../customer/customer.repository.ts'
import { distanceBetween } from '../map/distance.ts'

const othersShown = 3

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

export function createOfferPages(
  { db, clock, keyring }: Pick<Core, 'db' | 'clock' | 'keyring'>,
  alternatives: Alternatives,
) {
  const { prisma } = db

  return {
    /** @throws AppError for what does not exist or was never published: whoever tries numbers learns nothing */
    async open(userId: bigint, offerId: bigint): Promise<OfferPage> {
      const now = clock.now()
      const offer = await readOffer(prisma, offerId)
      const availability = offer && availabilityOf(offer, now)
      if (!offer || availability === 'draft') throw new AppError('marketplace-discovery-offer-unknown', {}, 404)
      const { customer, session } = await readBrowseContext(prisma, keyring, userId, now)
      const { place } = whereaboutsOf(customer, session)
      const at = session?.offerIds.indexOf(offerId) ?? -1
      return {
        offer,
        customer,
        isFollowing: customer.follows.includes(offer.business.id),
        distance: place && distanceBetween(place, offer),
        others: availability === 'open' ? [] : await alternatives(prisma, offer, othersShown, tasteOf(customer)),
        inList: session && at >= 0 ? { session: session.id, at } : undefined,
      }
    },
  }
}

const tasteOf = ({ exclusions, hideUnstated, follows }: Customer) => ({ exclusions, hideUnstated, favourites: follows })

export type OfferPages = ReturnType<typeof createOfferPages>
