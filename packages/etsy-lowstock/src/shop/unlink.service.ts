import type { EtsyShop, Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { NotificationIntent, Notifications } from '@bazaar/core/notifications'
import { key } from '../text.ts'
import type { Access } from './access.ts'
import { lookKey } from './look-job.ts'
import { connectionTopicId } from './topic-ids.ts'
import type { WithdrawWaiting } from './waiting.ts'

export interface UnlinkDeps {
  readonly access: Access
  readonly jobs: Jobs
  readonly notifications: Notifications
  readonly withdraw: WithdrawWaiting
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

/** Lets go of a shop: tokens, listings, history. Whoever got its alerts besides the owner is told once. */
export function createUnlink({ access, jobs, notifications, withdraw, menuChanged }: UnlinkDeps) {
  return async (tx: Tx, userId: bigint, shopId: bigint): Promise<EtsyShop> => {
    const shop = await access.lockOwned(tx, userId, shopId)
    const chats = await tx.etsyChat.findMany({ where: { shopId }, orderBy: { id: 'asc' } })
    await withdraw(tx, shopId, chats)
    await jobs.cancel(tx, lookKey(shopId))
    await tx.etsyShop.delete({ where: { id: shopId } })
    const others = chats.filter((chat) => chat.userId !== userId && chat.pausedAt === null)
    await notifications.emitMany(
      tx,
      others.map(
        (chat): NotificationIntent => ({
          topic: connectionTopicId,
          chatId: chat.chatId,
          ...(chat.userId !== null && { userId: chat.userId }),
          entity: `shop:${shopId}`,
          transition: 'unlinked',
          content: { text: key('shop-told-unlinked', { shop: shop.name }) },
        }),
      ),
    )
    for (const person of new Set([userId, ...chats.flatMap((chat) => chat.userId ?? [])])) await menuChanged(tx, person)
    return shop
  }
}

export type Unlink = ReturnType<typeof createUnlink>
