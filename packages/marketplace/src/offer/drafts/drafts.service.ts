import type { Prisma, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Businesses, BusinessView } from '../../business/index.ts'
import { type OfferView, readOffer } from '../../catalog/index.ts'
import { copyPrices, placeOf } from '../changes/offer.repository.ts'
import { type OfferAccess, requireVerified } from '../changes/offer-access.ts'
import { findPhoto, replacePhoto } from '../changes/offer-photo.repository.ts'
import { nextWindow } from '../window/next-window.ts'
import { checkEnd } from '../window/window-rules.ts'

/** What a new offer is made from; everything else is filled in on its preview. */
export interface NewOffer {
  readonly title: string
  /** Minor units of the venue's currency. */
  readonly priceMinor: bigint
  /** What the price was given in, when some time may have passed since: the venue's may be another one by now. */
  readonly currency?: string
  readonly quantity: number
  readonly pickupEnd: Date
}

export interface Drafts {
  create(tx: Tx, userId: bigint, businessId: bigint, given: NewOffer): Promise<OfferView>
  /** The venue's newest offer that was ever on sale. */
  findLast(tx: Tx, businessId: bigint): Promise<OfferView | undefined>
  /** The same items again, in the next window of the same hours. @throws AppError when nothing was published before */
  repeat(tx: Tx, userId: bigint, businessId: bigint): Promise<OfferView>
  discard(tx: Tx, userId: bigint, offerId: bigint): Promise<void>
  /** A venue that may sell, for whoever manages it. */
  requireSeller(userId: bigint, businessId: bigint): Promise<BusinessView>
}

export function createDrafts({
  access,
  businesses,
}: {
  readonly access: OfferAccess
  readonly businesses: Businesses
}): Drafts {
  async function requireSeller(userId: bigint, businessId: bigint): Promise<BusinessView> {
    const venue = await businesses.require(userId, businessId, 'manage')
    requireVerified(venue)
    return venue
  }

  async function findLast(tx: Tx, businessId: bigint): Promise<OfferView | undefined> {
    const row = await tx.marketplaceOffer.findFirst({
      where: { businessId, publishedAt: { not: null } },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      select: { id: true },
    })
    return row ? readOffer(tx, row.id) : undefined
  }

  return {
    requireSeller,
    findLast,
    async create(tx, userId, businessId, { title, priceMinor, currency, quantity, pickupEnd }) {
      const venue = await requireSeller(userId, businessId)
      if (currency !== undefined) requireCurrency(venue, currency)
      const now = access.clock.now()
      checkEnd(pickupEnd, now, venue.timeZone)
      return insert(tx, venue, now, {
        title,
        ...{ currency: venue.currency, pickupStart: now, pickupEnd },
        items: { create: [{ position: 0, title, priceMinor, quantity }] },
      })
    },
    async repeat(tx, userId, businessId) {
      const venue = await requireSeller(userId, businessId)
      const last = await findLast(tx, businessId)
      if (!last) throw new AppError('marketplace-offer-nothing-to-repeat', { venue: venue.name })
      const now = access.clock.now()
      const { start, end } = nextWindow({ start: last.pickupStart, end: last.pickupEnd }, now, venue.timeZone)
      const draft = await insert(tx, venue, now, { ...copyOf(last), pickupStart: start, pickupEnd: end })
      const photo = await findPhoto(tx, last.id)
      if (photo) await replacePhoto(tx, draft.id, photo, now)
      return (await readOffer(tx, draft.id)) ?? draft
    },
    async discard(tx, userId, offerId) {
      const { now } = await access.open(tx, userId, offerId, 'discard')
      await replacePhoto(tx, offerId, undefined, now)
      await tx.marketplaceOffer.delete({ where: { id: offerId } })
    },
  }
}

function requireCurrency({ name, currency }: BusinessView, given: string): void {
  if (currency !== given)
    throw new AppError('marketplace-offer-currency-changed', { venue: name, now: currency, given })
}

/** Everything that customers saw, with as many units as there were at first. */
function copyOf(last: OfferView) {
  return {
    title: last.title,
    // Not the venue's of today: the prices are in this one.
    currency: last.currency,
    description: last.description ?? null,
    perPersonLimit: last.perPersonLimit,
    contains: [...last.contains],
    mayContain: [...last.mayContain],
    allergensStated: last.allergensStated,
    diets: [...last.diets],
    items: {
      create: last.items.map(({ title, priceMinor, originalPriceMinor, quantity }, position) => ({
        position,
        title,
        priceMinor,
        originalPriceMinor: originalPriceMinor ?? null,
        quantity: Math.max(1, quantity),
      })),
    },
  }
}

type DraftData = Pick<
  Prisma.MarketplaceOfferUncheckedCreateInput,
  | 'title'
  | 'description'
  | 'currency'
  | 'pickupStart'
  | 'pickupEnd'
  | 'perPersonLimit'
  | 'contains'
  | 'mayContain'
  | 'allergensStated'
  | 'diets'
  | 'items'
>

async function insert(tx: Tx, venue: BusinessView, now: Date, data: DraftData): Promise<OfferView> {
  const { id } = await tx.marketplaceOffer.create({
    data: {
      // Lists that nobody fills in are empty, not unknown.
      ...{ contains: [], mayContain: [], diets: [] },
      ...data,
      ...placeOf(venue),
      ...{ businessId: venue.id, state: 'DRAFT', createdAt: now },
      // Replaced at once: the items are there by then.
      minPriceMinor: 1n,
    },
  })
  await copyPrices(tx, id)
  const offer = await readOffer(tx, id)
  if (!offer) throw new Error(`Offer ${id} was inserted and cannot be read`)
  return offer
}
