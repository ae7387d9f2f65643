import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { type OfferView, readOffers } from '../../catalog/index.ts'
import { isFollowing } from '../follow/follow.repository.ts'

const offersShown = 10

/** A venue as customers see it. */
export interface VenuePage {
  readonly id: bigint
  readonly name: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly openingHours: string
  readonly ratingCount: number
  readonly ratingSum: number
  /** Key of its first picture. */
  readonly photo: string | undefined
  readonly isFollowing: boolean
  /** What can be reserved now, what ends first first. */
  readonly offers: readonly OfferView[]
}

export function createVenuePages({ db, clock }: Pick<Core, 'db' | 'clock'>) {
  const { prisma } = db
  return {
    /** @throws AppError for what does not exist or is not verified */
    async open(userId: bigint, businessId: bigint): Promise<VenuePage> {
      const venue = await prisma.marketplaceBusiness.findUnique({
        where: { id: businessId, state: 'VERIFIED' },
        include: { photos: { orderBy: { position: 'asc' }, take: 1 } },
      })
      if (!venue) throw new AppError('marketplace-discovery-venue-unknown', {}, 404)
      const open = await prisma.marketplaceOffer.findMany({
        where: { businessId, state: 'ACTIVE', pickupEnd: { gt: clock.now() } },
        select: { id: true },
        orderBy: [{ pickupEnd: 'asc' }, { id: 'asc' }],
        take: offersShown,
      })
      const { id, name, street, postalCode, city, openingHours, ratingCount, ratingSum, photos } = venue
      return {
        id,
        name,
        street,
        postalCode,
        city,
        openingHours,
        ratingCount,
        ratingSum,
        photo: photos[0]?.key,
        isFollowing: await isFollowing(prisma, userId, businessId),
        offers: await readOffers(
          prisma,
          open.map((offer) => offer.id),
        ),
      }
    },
  }
}

export type VenuePages = ReturnType<typeof createVenuePages>
