import type { EtsyChat, Tx } from '@bazaar/core/db'
import type { Notifications } from '@bazaar/core/notifications'
import { connectionTopicId } from './topic-ids.ts'

/** Drops what a shop's chats were still to be told: it is not for them any more. */
export type WithdrawWaiting = (tx: Tx, shopId: bigint, chats: readonly EtsyChat[]) => Promise<void>

export function createWithdrawWaiting(notifications: Pick<Notifications, 'withdraw'>): WithdrawWaiting {
  return async (tx, shopId, chats) => {
    const alerts = await tx.$queryRaw<{ id: bigint }[]>`
      SELECT DISTINCT a.notification_id AS id
      FROM etsy_lowstock_alert a
      JOIN core_delivery d ON d.notification_id = a.notification_id AND d.state = 'pending'
      WHERE a.chat_ref = ANY(${chats.map(({ id }) => id)}::bigint[])`
    const news = await tx.notification.findMany({
      where: {
        chatId: { in: chats.map(({ chatId }) => chatId) },
        topic: connectionTopicId,
        entity: { in: [`shop:${shopId}`, shareEntity(shopId)] },
        deliveries: { some: { state: 'pending' } },
      },
      select: { id: true },
    })
    await notifications.withdraw(
      tx,
      [...alerts, ...news].map(({ id }) => id),
    )
  }
}

/** What of a shop its owner is told in bundles: who came. */
export const shareEntity = (shopId: bigint): string => `share:${shopId}`
