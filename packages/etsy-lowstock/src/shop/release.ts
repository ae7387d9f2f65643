import type { Clock } from '@bazaar/core/clock'
import type { EtsyShop, Tx } from '@bazaar/core/db'
import { discardFiles } from '@bazaar/core/files'
import type { Jobs } from '@bazaar/core/jobs'
import type { NotificationIntent, Notifications } from '@bazaar/core/notifications'
import { key } from '../text.ts'
import { lookKey } from './look-job.ts'
import { connectionTopicId } from './topic-ids.ts'
import type { WithdrawWaiting } from './waiting.ts'

export interface ReleaseDeps {
  readonly clock: Clock
  readonly jobs: Jobs
  readonly notifications: Notifications
  readonly withdraw: WithdrawWaiting
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

/** Lets go of a shop that is locked: tokens, listings, history, its picture, what waits to be told. Whoever got its alerts besides the owner is told once. */
export type Release = (tx: Tx, shop: EtsyShop) => Promise<void>

export function createRelease({ clock, jobs, notifications, withdraw, menuChanged }: ReleaseDeps): Release {
  return async (tx, { id, ownerId, name, pictureKey }) => {
    const chats = await tx.etsyChat.findMany({ where: { shopId: id }, orderBy: { id: 'asc' } })
    await withdraw(tx, id, chats)
    await jobs.cancel(tx, lookKey(id))
    if (pictureKey !== null) await discardFiles(tx, [pictureKey], clock.now())
    await tx.etsyShop.delete({ where: { id } })
    const others = chats.filter(({ userId }) => userId !== ownerId)
    await notifications.emitMany(
      tx,
      others
        .filter(({ pausedAt }) => pausedAt === null)
        .map(
          ({ chatId, userId }): NotificationIntent => ({
            topic: connectionTopicId,
            chatId,
            ...(userId !== null && { userId }),
            entity: `shop:${id}`,
            transition: 'unlinked',
            content: { text: key('shop-told-unlinked', { shop: name }) },
          }),
        ),
    )
    for (const person of new Set(others.flatMap(({ userId }) => userId ?? []))) await menuChanged(tx, person)
  }
}
