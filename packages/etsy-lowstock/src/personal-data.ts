import type { Tx } from '@bazaar/core/db'
import type { Core, Part } from '@bazaar/core/feature'
import { exportUser } from './personal-export.ts'
import { historyFiles } from './report/index.ts'
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
  await tx.etsyRestock.deleteMany({ where: { byUser: userId } })
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
    exportFiles: (userId) => historyFiles(db, userId),
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
