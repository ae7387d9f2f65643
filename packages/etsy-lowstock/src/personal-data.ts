import type { Db, Tx } from '@bazaar/core/db'
import type { Core, Part } from '@bazaar/core/feature'
import { lockShop, pauseChats, type Release } from './shop/index.ts'

/**
 * A person's shops go with everything below them; of other people's shops, the person's own place among the chats. What they noted as ordered for
 * those stays without them: it is the shop's, and its chats are reminded of it.
 */
async function eraseUser(tx: Tx, userId: bigint, release: Release): Promise<void> {
  const own = { where: { ownerId: userId }, select: { id: true }, orderBy: { id: 'asc' } } as const
  for (const { id } of await tx.etsyShop.findMany(own)) {
    const shop = await lockShop(tx, id)
    if (shop) await release(tx, shop)
  }
  await tx.etsyLink.deleteMany({ where: { userId } })
  await tx.etsyChat.deleteMany({ where: { userId } })
  await tx.etsyOrder.updateMany({ where: { byUser: userId }, data: { byUser: null } })
}

/** Everything that is known about one person, as plain JSON: no tokens, no secrets. */
async function exportUser(db: Db, userId: bigint): Promise<object> {
  const [shops, chats] = await Promise.all([
    db.prisma.etsyShop.findMany({
      where: { ownerId: userId },
      orderBy: { id: 'asc' },
      include: { listings: { select: { title: true, quantity: true, state: true }, orderBy: { id: 'asc' } } },
    }),
    db.prisma.etsyChat.findMany({ where: { userId }, include: { shop: true }, orderBy: { id: 'asc' } }),
  ])
  return {
    shops: shops.map((one) => ({
      name: one.name,
      url: one.url,
      state: one.state,
      linked_at: one.linkedAt.toISOString(),
      looked_at: one.lookedAt?.toISOString() ?? null,
      threshold: { value: one.threshold, by: one.thresholdBy },
      listings: one.listings,
    })),
    alerts_of: chats.map((one) => ({ shop: one.shop.name, since: one.addedAt.toISOString() })),
  }
}

/** What the feature stores about people, and how it lets go of it. */
export function personalData({ db, clock }: Pick<Core, 'db' | 'clock'>, release: Release): Part {
  return {
    sealed: [
      { table: 'etsy_lowstock_grant', column: 'tokens', key: ['shop_id'] },
      { table: 'etsy_lowstock_chat', column: 'title', key: ['id'] },
    ],
    eraseUser: (tx, userId) => eraseUser(tx, userId, release),
    exportUser: (userId) => exportUser(db, userId),
    userUnreachable: (tx, userId) => pauseChats(tx, { userId }, clock.now()),
    // Pressing Start again is enough to be told again.
    async userReachable(tx, userId) {
      await tx.etsyChat.updateMany({ where: { userId, pausedAt: { not: null } }, data: { pausedAt: null } })
    },
    async chatMigrated(tx, oldChatId, newChatId) {
      // Alerts may have been turned on in the new chat before anybody heard that it was the old one.
      await tx.$executeRaw`
        DELETE FROM etsy_lowstock_chat o WHERE o.chat_id = ${oldChatId} AND EXISTS (
          SELECT FROM etsy_lowstock_chat n WHERE n.chat_id = ${newChatId} AND n.shop_id = o.shop_id)`
      await tx.etsyChat.updateMany({ where: { chatId: oldChatId }, data: { chatId: newChatId } })
    },
  }
}
