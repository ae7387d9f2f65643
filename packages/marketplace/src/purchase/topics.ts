import type { Topic } from '@bazaar/core/notifications'
import { listenerTopic, newsTopic, receiptTopic, reminderTopic, venueTopic } from './topic-ids.ts'

const idIn = (entity: string): bigint => BigInt(entity.slice(entity.indexOf(':') + 1))

/** All of them rather twice than not at all. */
export const purchaseTopics: readonly Topic[] = [
  { id: receiptTopic, lane: 'reservation', errsOn: 'duplicate' },
  { id: newsTopic, lane: 'reservation', errsOn: 'duplicate' },
  { id: venueTopic, lane: 'reservation', errsOn: 'duplicate' },
  {
    id: listenerTopic,
    // Nobody waits for it as customers wait for their codes.
    lane: 'alert',
    errsOn: 'duplicate',
    // Deferred by an outage: by then the person may have had enough, or work elsewhere.
    async revalidate(tx, { entity, chatId }) {
      const purchase = await tx.marketplacePurchase.findFirst({
        where: { id: idIn(entity), business: { listeners: { some: { userId: chatId } } } },
        select: { id: true },
      })
      return purchase ? 'send' : 'drop'
    },
  },
  {
    id: reminderTopic,
    lane: 'reservation',
    errsOn: 'duplicate',
    // Deferred by an outage or quiet hours: by then it may be collected, cancelled or somebody else's.
    async revalidate(tx, { entity, chatId }) {
      const open = await tx.marketplacePurchase.findFirst({
        where: { id: idIn(entity), userId: chatId, state: 'CONFIRMED' },
        select: { id: true },
      })
      return open ? 'send' : 'drop'
    },
  },
]
