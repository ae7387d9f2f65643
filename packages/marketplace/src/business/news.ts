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
}

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
  }
}
