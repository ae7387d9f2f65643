import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { MessageContent, Notifications, Topic } from '@bazaar/core/notifications'

/** What a venue's people are told: decisions, suspensions, who joined. */
export const newsTopic: Topic = { id: 'marketplace-business-news', lane: 'alert', errsOn: 'duplicate' }

export interface NewsDeps {
  readonly notifications: Notifications
  readonly clock: Clock
}

export interface News {
  /** @param what past participle of what happened, e.g. `verified` */
  tell(tx: Tx, to: readonly bigint[], businessId: bigint, what: string, content: MessageContent): Promise<void>
  /**
   * What can be turned to and fro: the first at once, what follows soon in one message, in the words of the latest.
   * @param about what is turned, e.g. `member`
   * @param more how the message says that `count` changes came, unless the latest says all
   */
  tellLatest(
    tx: Tx,
    to: readonly bigint[],
    businessId: bigint,
    about: string,
    content: MessageContent,
    more?: (count: number) => MessageContent,
  ): Promise<void>
  /** Drops what waits to be told: the person has done something since that says more, or it is not theirs to know any more. */
  forget(tx: Tx, userId: bigint, businessId: bigint, about: 'member' | 'moderation'): Promise<void>
}

const windowMs = 10 * 60_000
/** Of a bundle two messages wait at most, or a few more that are tried again; those before have been sent. */
const mostWaiting = 10

export function createNews({ notifications, clock }: NewsDeps): News {
  return {
    async tell(tx, to, businessId, what, content) {
      // The same may happen to a venue again, so the instant belongs to its name.
      const transition = `${what}:${clock.now().toISOString()}`
      const entity = `business:${businessId}`
      await notifications.emitMany(
        tx,
        to.map((userId) => ({ topic: newsTopic.id, chatId: userId, userId, entity, transition, content })),
      )
    },
    tellLatest: (tx, to, businessId, about, content, more = () => content) =>
      notifications.emitBundledMany(
        tx,
        to.map((userId) => ({
          topic: newsTopic.id,
          chatId: userId,
          userId,
          entity: `${about}:${businessId}`,
          content,
          more,
          windowMs,
        })),
      ),
    async forget(tx, userId, businessId, about) {
      const where = { chatId: userId, topic: newsTopic.id, entity: `${about}:${businessId}` }
      const latest = await tx.notification.findMany({
        where,
        orderBy: { transition: 'desc' },
        select: { id: true },
        take: mostWaiting,
      })
      await notifications.withdraw(
        tx,
        latest.map(({ id }) => id),
      )
    },
  }
}
