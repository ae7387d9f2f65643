import type { Db, EtsyShop, Prisma } from '@bazaar/core/db'
import type { ThresholdRow } from './stock/index.ts'

const named = { listing: { select: { title: true, shop: { select: { name: true } } } }, variation: true } as const
type Order = Prisma.EtsyOrderGetPayload<{ include: typeof named }>

const orderOf = ({ listing, variation, at, dueAt }: Order) => ({
  listing: listing.title,
  variation: variation?.name ?? '',
  noted_at: at.toISOString(),
  due_at: dueAt.toISOString(),
})

const findOrders = ({ prisma }: Db, where: Prisma.EtsyOrderWhereInput): Promise<readonly Order[]> =>
  prisma.etsyOrder.findMany({ where, include: named, orderBy: { id: 'asc' } })

const thresholdOf = (title: string, variation: string, { threshold: value, thresholdBy: by }: ThresholdRow) => ({
  listing: title,
  variation,
  value,
  by,
})

/** Of listings and variations for which low means something of its own. */
async function thresholdsIn({ prisma }: Db, shopId: bigint) {
  const [listings, variations] = await Promise.all([
    prisma.etsyListing.findMany({ where: { shopId, threshold: { not: null } }, orderBy: { id: 'asc' } }),
    prisma.etsyVariation.findMany({
      where: { listing: { shopId }, threshold: { not: null } },
      include: { listing: { select: { title: true } } },
      orderBy: { id: 'asc' },
    }),
  ])
  return [
    ...listings.map((one) => thresholdOf(one.title, '', one)),
    ...variations.map((one) => thresholdOf(one.listing.title, one.name, one)),
  ]
}

async function exportShop(db: Db, shop: EtsyShop): Promise<object> {
  const [listings, thresholds, orders] = await Promise.all([
    db.prisma.etsyListing.findMany({
      where: { shopId: shop.id },
      select: { title: true, quantity: true, state: true },
      orderBy: { id: 'asc' },
    }),
    thresholdsIn(db, shop.id),
    findOrders(db, { listing: { shopId: shop.id } }),
  ])
  return {
    name: shop.name,
    url: shop.url,
    state: shop.state,
    linked_at: shop.linkedAt.toISOString(),
    looked_at: shop.lookedAt?.toISOString() ?? null,
    threshold: { value: shop.threshold, by: shop.thresholdBy },
    thresholds,
    orders: orders.map(orderOf),
    listings,
  }
}

/** Everything that is known about one person, as plain JSON: no tokens, no secrets. The history comes in files of its own. */
export async function exportUser(db: Db, userId: bigint): Promise<object> {
  const [shops, chats, noted, restocks] = await Promise.all([
    db.prisma.etsyShop.findMany({ where: { ownerId: userId }, orderBy: { id: 'asc' } }),
    db.prisma.etsyChat.findMany({ where: { userId }, include: { shop: true }, orderBy: { id: 'asc' } }),
    findOrders(db, { byUser: userId, listing: { shop: { ownerId: { not: userId } } } }),
    db.prisma.etsyRestock.findMany({
      where: { byUser: userId },
      include: { listing: { select: { title: true } }, variation: { select: { name: true } } },
      orderBy: { id: 'asc' },
    }),
  ])
  const exported: object[] = []
  for (const shop of shops) exported.push(await exportShop(db, shop))
  return {
    shops: exported,
    alerts_of: chats.map((one) => ({ shop: one.shop.name, since: one.addedAt.toISOString() })),
    noted_orders: noted.map((one) => ({ shop: one.listing.shop.name, ...orderOf(one) })),
    restocked: restocks.map(({ listing, variation, before, after, state, at }) => ({
      ...{ title: listing.title, variation: variation.name, before, after, state, at: at.toISOString() },
    })),
  }
}
