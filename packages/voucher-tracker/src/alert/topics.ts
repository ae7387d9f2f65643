import type { Topic } from '@bazaar/core/notifications'
import type { Alerts } from './alerts.service.ts'
import { cardTopicId, restockTopicId, sourceTopicId } from './topic-ids.ts'

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
    // In one lane with alerts, so that the edits of many cards come after the alerts that cause them.
    { id: cardTopicId, lane: 'alert', errsOn: 'duplicate' },
    // News about the shop itself never stand in the way of alerts.
    { id: sourceTopicId, lane: 'promotion', errsOn: 'loss' },
  ]
}
