import type { Topic } from '@bazaar/core/notifications'
import { newsTopic, receiptTopic, reminderTopic, venueTopic } from './topic-ids.ts'

/** All of them rather twice than not at all. */
export const purchaseTopics: readonly Topic[] = [
  { id: receiptTopic, lane: 'reservation', errsOn: 'duplicate' },
  { id: newsTopic, lane: 'reservation', errsOn: 'duplicate' },
  { id: venueTopic, lane: 'reservation', errsOn: 'duplicate' },
  {
    id: reminderTopic,
    lane: 'reservation',
    errsOn: 'duplicate',
    // Deferred by an outage or quiet hours: by then it may be collected, cancelled or somebody else's.
    async revalidate(tx, { entity, chatId }) {
      const id = BigInt(entity.slice(entity.indexOf(':') + 1))
      const open = await tx.marketplacePurchase.findFirst({
        where: { id, userId: chatId, state: 'CONFIRMED' },
        select: { id: true },
      })
      return open ? 'send' : 'drop'
    },
  },
]
