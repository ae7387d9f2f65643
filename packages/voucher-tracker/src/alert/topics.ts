import type { Topic } from '@bazaar/core/notifications'
import type { Alerts } from './alerts.service.ts'
import { restockTopicId, sourceTopicId } from './topic-ids.ts'

export function createTopics(alerts: Alerts): readonly Topic[] {
  return [
    {
      id: restockTopicId,
      lane: 'alert',
      // A restock told twice is better than one not told.
      errsOn: 'duplicate',
      revalidate: alerts.revalidate,
      onFailed: alerts.undelivered,
    },
    // News about the shop itself never stand in the way of alerts.
    { id: sourceTopicId, lane: 'promotion', errsOn: 'loss' },
  ]
}
