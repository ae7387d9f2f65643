import type { Prisma, Tx } from '@bazaar/core/db'
import { businessStateOf } from '../business/business-state.ts'
import { stateOf } from '../state-of.ts'
import type { ItemView, OfferState, OfferView } from './types.ts'

const picture = { orderBy: { position: 'asc' }, take: 1 } as const
const whole = {
  business: { include: { photos: picture } },
  items: { orderBy: { position: 'asc' } },
  photos: picture,
} as const satisfies Prisma.MarketplaceOfferInclude

type OfferRow = Prisma.MarketplaceOfferGetPayload<{ include: typeof whole }>

const offerStates: readonly OfferState[] = [
  'DRAFT',
  'ACTIVE',
  'PAUSED',
  'SOLD_OUT',
  'EXPIRED',
  'ENDED',
  'CANCELLED_BY_VENUE',
]

export const offerStateOf = (stored: string): OfferState => stateOf(offerStates, stored)

function toItem(row: OfferRow['items'][number]): ItemView {
  return {
    id: row.id,
    title: row.title,
    priceMinor: row.priceMinor,
    originalPriceMinor: row.originalPriceMinor ?? undefined,
    quantity: row.quantity,
    committed: row.committed,
    left: row.quantity - row.committed,
  }
}

function toView({ business, items, photos, ...row }: OfferRow): OfferView {
  return {
    id: row.id,
    state: offerStateOf(row.state),
    title: row.title,
    description: row.description ?? undefined,
    currency: row.currency,
    pickupStart: row.pickupStart,
    pickupEnd: row.pickupEnd,
    perPersonLimit: row.perPersonLimit,
    forcedSoldOut: row.forcedSoldOut,
    contains: row.contains,
    mayContain: row.mayContain,
    allergensStated: row.allergensStated,
    diets: row.diets,
    publishedAt: row.publishedAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
    endReason: row.endReason ?? undefined,
    latitude: row.latitude,
    longitude: row.longitude,
    photo: photos[0],
    items: items.map(toItem),
    business: {
      id: business.id,
      ownerId: business.ownerId,
      state: businessStateOf(business.state),
      name: business.name,
      street: business.street,
      city: business.city,
      timeZone: business.timeZone,
      ratingCount: business.ratingCount,
      ratingSum: business.ratingSum,
      photo: business.photos[0],
    },
  }
}

/** Offers with items, venue and picture, in the order of `ids`; unknown ones are left out. */
export async function readOffers(tx: Tx, ids: readonly bigint[]): Promise<readonly OfferView[]> {
  const rows = await tx.marketplaceOffer.findMany({ where: { id: { in: [...ids] } }, include: whole })
  const byId = new Map(rows.map((row) => [row.id, toView(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function readOffer(tx: Tx, id: bigint): Promise<OfferView | undefined> {
  const [offer] = await readOffers(tx, [id])
  return offer
}
