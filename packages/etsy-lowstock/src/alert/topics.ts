import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { NotificationRef, Topic } from '@bazaar/core/notifications'
import { connectionTopicId, pauseChats } from '../shop/index.ts'
import { backTopicId, dueTopicId, lowTopicId, outTopicId } from './topic-ids.ts'

/** Before an alert that was held up for long is sent: what is back meanwhile wakes nobody. */
async function revalidate(tx: Tx, { id }: NotificationRef): Promise<'send' | 'drop'> {
  const rows = await tx.etsyAlert.findMany({ where: { notificationId: id } })
  return rows.length > 0 && rows.every((row) => row.overAt !== null) ? 'drop' : 'send'
}

export function createTopics(clock: Pick<Clock, 'now'>): readonly Topic[] {
  /** The bot was blocked, or thrown out of a group. */
  const onFailed: Topic['onFailed'] = async (tx, { chatId }, reason) => {
    if (reason === 'blocked') await pauseChats(tx, { chatId }, clock.now())
  }
  // An alert told twice is better than one not told.
  const alert = { lane: 'alert', errsOn: 'duplicate', revalidate, onFailed } as const
  return [
    { id: outTopicId, ...alert },
    { id: lowTopicId, ...alert },
    { id: backTopicId, ...alert },
    { id: dueTopicId, ...alert },
    { id: connectionTopicId, lane: 'alert', errsOn: 'duplicate', onFailed },
  ]
}
