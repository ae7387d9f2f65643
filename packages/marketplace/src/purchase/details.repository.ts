import type { Prisma, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { shownId } from '../shown-id.ts'
import { toPurchaseView } from './purchase.view.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'

/** A reservation with what it is for, where and when. */
export interface PurchaseDetails {
  readonly purchase: PurchaseView
  readonly offer: ReceiptOffer
}

const firstPhoto = {
  select: { key: true },
  orderBy: [{ position: 'asc' }, { id: 'asc' }] satisfies Prisma.MarketplacePhotoOrderByWithRelationInput[],
  take: 1,
}
const whole = {
  item: { select: { id: true, title: true } },
  offer: {
    select: {
      ...{ id: true, title: true, pickupStart: true, pickupEnd: true, latitude: true, longitude: true },
      ...{ description: true, contains: true, mayContain: true, allergensStated: true, diets: true },
      photos: firstPhoto,
    },
  },
  business: {
    select: { id: true, ownerId: true, name: true, street: true, city: true, timeZone: true, photos: firstPhoto },
  },
} satisfies Prisma.MarketplacePurchaseInclude

type Row = Prisma.MarketplacePurchaseGetPayload<{ include: typeof whole }>

function toDetails({ item, offer, business, ...row }: Row): PurchaseDetails {
  const { photos, description, ...facts } = offer
  const { photos: venuePhotos, ...venue } = business
  return {
    purchase: toPurchaseView(row),
    offer: {
      ...facts,
      description: description ?? undefined,
      currency: row.currency,
      items: [item],
      photo: photos[0],
      business: { ...venue, photo: venuePhotos[0] },
    },
  }
}

/** @param options newest first unless told */
export async function readDetails(
  tx: Tx,
  where: Prisma.MarketplacePurchaseWhereInput,
  options: { readonly take?: number; readonly order?: 'asc' | 'desc' } = {},
): Promise<readonly PurchaseDetails[]> {
  const rows = await tx.marketplacePurchase.findMany({
    where,
    include: whole,
    orderBy: { id: options.order ?? 'desc' },
    ...(options.take === undefined ? {} : { take: options.take }),
  })
  return rows.map(toDetails)
}

export async function findDetails(tx: Tx, id: bigint): Promise<PurchaseDetails | undefined> {
  const [found] = await readDetails(tx, { id })
  return found
}

/** Somebody else's reservation is answered like one that does not exist: ids are numbers that anybody can try. */
export const unknownPurchase = (id: bigint): AppError =>
  new AppError('marketplace-purchase-unknown', { id: shownId('P', id) }, 404)

/** @throws AppError when it is not the person's */
export async function requireOwn(tx: Tx, userId: bigint, id: bigint): Promise<PurchaseDetails> {
  return own(await findDetails(tx, id), userId, id)
}

function own(found: PurchaseDetails | undefined, userId: bigint, id: bigint): PurchaseDetails {
  if (found?.purchase.userId !== userId) throw unknownPurchase(id)
  return found
}

/**
 * The reservation under its offer's lock, which orders everything that changes stock, limits and reservations: what is decided by what
 * was read stays true until the end of the transaction.
 */
export async function lockDetails(tx: Tx, id: bigint): Promise<PurchaseDetails | undefined> {
  await tx.$queryRaw`
    SELECT 1 FROM marketplace_offer WHERE id = (SELECT offer_id FROM marketplace_purchase WHERE id = ${id}) FOR UPDATE`
  return findDetails(tx, id)
}

/** @throws AppError when it is not the person's */
export async function lockOwn(tx: Tx, userId: bigint, id: bigint): Promise<PurchaseDetails> {
  return own(await lockDetails(tx, id), userId, id)
}
