import type { Core } from '@bazaar/core/feature'
import type { Topic } from '@bazaar/core/notifications'
import { availabilityOf, readOffers } from '../../catalog/index.ts'
import { newOfferTopicId, offersOf } from './topic-ids.ts'

export function createTopics({ clock }: Pick<Core, 'clock'>): readonly Topic[] {
  return [
    {
      id: newOfferTopicId,
      lane: 'alert',
      // A bag that is told of twice is better than one that is not told of.
      errsOn: 'duplicate',
      /** What waited for the morning may be gone by then. */
      async revalidate(tx, { entity }) {
        const offers = await readOffers(tx, offersOf(entity))
        return offers.some((offer) => availabilityOf(offer, clock.now()) === 'open') ? 'send' : 'drop'
      },
    },
  ]
}
