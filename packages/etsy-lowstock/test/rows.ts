import type { Db } from '@bazaar/core/db'

const dayMs = 86_400_000
let count = 0

function next(): bigint {
  count += 1
  return BigInt(count)
}

export interface VariationGiven {
  readonly name?: string
  readonly sku?: string
  readonly quantity: number
  readonly stock?: 'OK' | 'LOW' | 'OUT' | 'HIDDEN'
  readonly isEnabled?: boolean
  readonly priceMinor?: bigint
}

export interface ListingGiven {
  readonly title: string
  readonly stock?: 'OK' | 'OUT' | 'HIDDEN'
  readonly state?: string
  readonly since?: Date
  /** One of three pieces unless told. */
  readonly variations?: readonly VariationGiven[]
  readonly seenDays?: number
}

/** A shop with its listings, filled by hand as a look would. */
export function createRows({ prisma }: Db, now: () => Date) {
  const ago = (days: number) => new Date(now().getTime() - days * dayMs)
  return {
    shop: (
      ownerId: number | bigint,
      name: string,
      given: { readonly threshold?: number; readonly lookedAt?: Date } = {},
    ) =>
      prisma.etsyShop.create({
        data: {
          ...{ ownerId: BigInt(ownerId), etsyUserId: next(), etsyShopId: next(), name, currency: 'EUR' },
          ...{ url: 'https://www.etsy.com/shop/Test', linkedAt: now(), nextLookAt: now(), state: 'ACTIVE' },
          lookedAt: given.lookedAt ?? ago(0.01),
          threshold: given.threshold ?? 2,
        },
      }),
    /** @param userId nothing for a group */
    chat: (shopId: bigint, chatId: number | bigint, userId?: number | bigint) =>
      prisma.etsyChat.create({
        data: {
          ...{ shopId, chatId: BigInt(chatId), title: Buffer.from('sealed elsewhere'), addedAt: now() },
          userId: userId === undefined ? null : BigInt(userId),
        },
      }),
    listing: (shopId: bigint, given: ListingGiven) => {
      const { title, stock = 'OK', variations = [{ quantity: 3 }], seenDays = 100 } = given
      return prisma.etsyListing.create({
        data: {
          ...{ shopId, etsyListingId: next(), title, url: 'https://www.etsy.com/listing/1', stock, fingerprint: '' },
          state: given.state ?? (stock === 'OUT' ? 'sold_out' : stock === 'HIDDEN' ? 'inactive' : 'active'),
          stockSince: given.since ?? ago(1),
          quantity: variations.reduce((sum, { quantity, isEnabled = true }) => sum + (isEnabled ? quantity : 0), 0),
          hasVariations: variations.length > 1,
          readAt: now(),
          firstSeenAt: ago(seenDays),
          variations: {
            create: variations.map((one, index) => ({
              ...{ key: String(index), name: one.name ?? '', sku: one.sku ?? `SKU-${index}`, quantity: one.quantity },
              ...{ isEnabled: one.isEnabled ?? true, priceMinor: one.priceMinor ?? 1250n, currency: 'EUR' },
              stock: one.stock ?? (one.quantity === 0 ? 'OUT' : 'OK'),
              stockSince: ago(1),
            })),
          },
        },
        include: { variations: { orderBy: { id: 'asc' } } },
      })
    },
    /** So many pieces less, so many days ago. */
    change: (
      variation: { readonly id: bigint; readonly listingId: bigint },
      pieces: number,
      days: number,
      cause = 'sold',
    ) =>
      prisma.etsyChange.create({
        data: {
          ...{ listingId: variation.listingId, variationId: variation.id, at: ago(days), cause },
          ...{ before: 100, after: 100 - pieces },
        },
      }),
    order: (listingId: bigint, byUser: number | bigint, dueDays: number) =>
      prisma.etsyOrder.create({ data: { listingId, byUser: BigInt(byUser), at: now(), dueAt: ago(-dueDays) } }),
  }
}
