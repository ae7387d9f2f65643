import type { Clock } from '@bazaar/core/clock'
import type { EtsyShop, Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { MessageContent, NotificationIntent, Notifications } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { linkPressed, stockOpened } from '../callbacks.ts'
import { key } from '../text.ts'
import { lockShop } from './access.ts'
import { lookKey } from './look-job.ts'
import { connectionTopicId } from './topic-ids.ts'

export interface ConnectionDeps {
  readonly clock: Clock
  readonly jobs: Jobs
  readonly notifications: Notifications
}

const reconnect = [[primary({ text: key('button-reconnect'), data: linkPressed.pack({}) })]]

/** What becomes of a connection when Etsy takes the permission back, or is about to. */
export function createConnection({ clock, jobs, notifications }: ConnectionDeps) {
  /** Everybody who gets the shop's alerts: the owner is told what to do, the others that alerts are paused. */
  async function tellAll(tx: Tx, shop: EtsyShop, transition: string, owner: MessageContent, others: MessageContent) {
    const chats = await tx.etsyChat.findMany({ where: { shopId: shop.id, pausedAt: null } })
    await notifications.emitMany(
      tx,
      chats.map(
        (chat): NotificationIntent => ({
          topic: connectionTopicId,
          chatId: chat.chatId,
          ...(chat.userId !== null && { userId: chat.userId }),
          entity: `shop:${shop.id}`,
          transition,
          content: chat.userId === shop.ownerId ? owner : others,
        }),
      ),
    )
  }

  return {
    /**
     * Etsy refuses the grant of that generation: the shop is disconnected, its tokens go, and its people are told once. Nothing happens where
     * somebody renewed or reconnected meanwhile.
     */
    async disconnect(tx: Tx, shopId: bigint, generation: number): Promise<void> {
      // In the order of whoever links: the shop first, then its grant.
      await lockShop(tx, shopId)
      const gone = await tx.etsyGrant.deleteMany({ where: { shopId, generation } })
      if (gone.count === 0) return
      const now = clock.now()
      const shop = await tx.etsyShop.update({
        where: { id: shopId },
        data: { state: 'DISCONNECTED', disconnectedAt: now, warnedDays: null },
      })
      await jobs.cancel(tx, lookKey(shopId))
      const params = { shop: shop.name }
      await tellAll(
        tx,
        shop,
        `disconnected:${now.toISOString()}`,
        { text: key('disconnected', params), keyboard: reconnect },
        {
          text: key('disconnected-other', params),
          keyboard: [[{ text: key('button-stock'), data: stockOpened.pack({ shop: shopId }) }]],
        },
      )
    },

    /** The grant ends in so many days, and could not be renewed so far: the owner is told at 14, 7 and 1 days. */
    async warn(tx: Tx, shop: EtsyShop, days: number): Promise<void> {
      const warned = await tx.etsyShop.updateMany({
        where: { id: shop.id, OR: [{ warnedDays: null }, { warnedDays: { gt: days } }] },
        data: { warnedDays: days },
      })
      if (warned.count === 0) return
      await notifications.emit(tx, {
        topic: connectionTopicId,
        chatId: shop.ownerId,
        userId: shop.ownerId,
        entity: `shop:${shop.id}`,
        transition: `ends-in:${days}:${clock.now().toISOString().slice(0, 10)}`,
        content: { text: key('expiring', { shop: shop.name, days }), keyboard: reconnect },
      })
    },
  }
}

export type Connection = ReturnType<typeof createConnection>
