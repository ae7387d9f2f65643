import type { Db, Prisma } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { mayWrite } from '../etsy/index.ts'
import { type Asker, seenIn, shopUnknown } from '../shop/index.ts'
import type { Target } from './types.ts'

const shopParts = { include: { grant: { select: { scopes: true } } } } as const
const parts = { listing: { include: { shop: shopParts, variations: true } } } as const
type Row = Prisma.EtsyVariationGetPayload<{ include: typeof parts }>
type ShopRow = Row['listing']['shop']

/** What can be restocked, by whom and where: by the owner of the shop, in private, who has allowed it. */
export interface Targets {
  /** @throws AppError which says who may, where, or what is missing */
  find(asker: Asker, variationId: bigint): Promise<Target>
  /** Variations on sale of a listing, those with the fewest pieces first. @throws the same */
  list(asker: Asker, listingId: bigint): Promise<readonly Target[]>
}

const gone = () => new AppError('etsy-lowstock-restock-gone', {}, 404)

function toTarget({ id, key, name, listing }: Row): Target {
  const others = listing.variations.filter((one) => one.id !== id && one.isEnabled)
  return {
    ...{ shopId: listing.shop.id, shop: listing.shop.name, listingId: listing.id, variationId: id },
    ...{ etsyListingId: listing.etsyListingId, key, title: listing.title, variation: name, url: listing.url },
    isSoldOut: listing.state === 'sold_out',
    elsewhere: others.reduce((sum, { quantity }) => sum + quantity, 0),
  }
}

export function createTargets({ prisma }: Db): Targets {
  async function check({ userId, chatId }: Asker, shop: ShopRow): Promise<void> {
    if (shop.ownerId !== userId) {
      const seen = await prisma.etsyShop.count({ where: { id: shop.id, ...seenIn({ userId, chatId }) } })
      throw seen > 0 ? new AppError('etsy-lowstock-restock-owner-only', { shop: shop.name }, 403) : shopUnknown()
    }
    if (chatId !== userId) throw new AppError('etsy-lowstock-restock-private', {}, 403)
    if (!mayWrite(shop.grant?.scopes ?? ''))
      throw new AppError('etsy-lowstock-restock-not-allowed', { shop: shop.name }, 403)
  }

  return {
    async find(asker, variationId) {
      const row = await prisma.etsyVariation.findUnique({ where: { id: variationId }, include: parts })
      if (!row) throw gone()
      await check(asker, row.listing.shop)
      return toTarget(row)
    },
    async list(asker, listingId) {
      const listing = await prisma.etsyListing.findUnique({ where: { id: listingId }, include: { shop: shopParts } })
      if (!listing) throw gone()
      await check(asker, listing.shop)
      const rows = await prisma.etsyVariation.findMany({
        where: { listingId, isEnabled: true },
        include: parts,
        orderBy: [{ quantity: 'asc' }, { id: 'asc' }],
      })
      if (rows.length === 0) throw gone()
      return rows.map(toTarget)
    },
  }
}
