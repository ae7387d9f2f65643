import type { Tx } from '@bazaar/core/db'
import type { FailReason, NotificationRef, Topic } from '@bazaar/core/notifications'
import { connectionTopicId } from '../shop/index.ts'
import { backTopicId, dueTopicId, lowTopicId, outTopicId } from './topic-ids.ts'

/** Before an alert that was held up for long is sent: what is back meanwhile wakes nobody. */
async function revalidate(tx: Tx, { id }: NotificationRef): Promise<'send' | 'drop'> {
  const rows = await tx.etsyAlert.findMany({ where: { notificationId: id } })
  return rows.length > 0 && rows.every((row) => row.overAt !== null) ? 'drop' : 'send'
}

/** The bot was blocked, or thrown out of a group: that chat gets no more until somebody comes back. */
async function pauseBlocked(tx: Tx, { chatId }: NotificationRef, reason: FailReason): Promise<void> {
  if (reason !== 'blocked') return
  await tx.$executeRaw`
    UPDATE etsy_lowstock_chat SET paused_at = clock_timestamp() WHERE chat_id = ${chatId} AND paused_at IS NULL`
}

export function createTopics(): readonly Topic[] {
  // An alert told twice is better than one not told.
  const alert = { lane: 'alert', errsOn: 'duplicate', revalidate, onFailed: pauseBlocked } as const
  return [
    { id: outTopicId, ...alert },
    { id: lowTopicId, ...alert },
    { id: backTopicId, ...alert },
    { id: dueTopicId, ...alert },
    { id: connectionTopicId, lane: 'alert', errsOn: 'duplicate', onFailed: pauseBlocked },
  ]
}
