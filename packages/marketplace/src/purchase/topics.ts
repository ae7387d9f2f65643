import type { Tx } from '@bazaar/core/db'
import type { Topic } from '@bazaar/core/notifications'
import { latestKind, listenerTopic, newsTopic, receiptTopic, venueKind, venueTopic } from './topic-ids.ts'

/** The id in `<kind>:<id>`; nothing for entities of another kind, older versions' too. */
function idIn(entity: string, kind: string): bigint | undefined {
  const [found, id = ''] = entity.split(':')
  return found === kind && /^\d+$/.test(id) ? BigInt(id) : undefined
}

const isOpen = async (tx: Tx, id: bigint, userId: bigint): Promise<boolean> =>
  (await tx.marketplacePurchase.count({ where: { id, userId, state: 'CONFIRMED' } })) > 0

/** All of them rather twice than not at all. */
export const purchaseTopics: readonly Topic[] = [
  { id: receiptTopic, lane: 'reservation', errsOn: 'duplicate', isReceipt: true },
  {
    id: newsTopic,
    lane: 'reservation',
    errsOn: 'duplicate',
    // Reminders are receipts that came along.
    isReceipt: true,
    // What holds now waits for what may follow: by then the reservation may be over, or somebody else's. All other news stays true.
    async revalidate(tx, { entity, chatId }) {
      const id = idIn(entity, latestKind)
      return id === undefined || (await isOpen(tx, id, chatId)) ? 'send' : 'drop'
    },
  },
  { id: venueTopic, lane: 'reservation', errsOn: 'duplicate' },
  {
    id: listenerTopic,
    // Nobody waits for it as customers wait for their codes.
    lane: 'alert',
    errsOn: 'duplicate',
    // By then the person may have had enough, or work elsewhere.
    async revalidate(tx, { entity, chatId }) {
      const businessId = idIn(entity, venueKind)
      if (businessId === undefined) return 'send'
      return (await tx.marketplaceListener.count({ where: { userId: chatId, businessId } })) > 0 ? 'send' : 'drop'
    },
  },
]
