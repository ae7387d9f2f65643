import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { Notifications, Topic } from '@bazaar/core/notifications'
import { deadScreen } from './channel.screens.ts'

const topicId = 'etsy-lowstock-webhook'
const entityOf = (endpointId: bigint) => `endpoint:${endpointId}`

/** That an address counts as dead. */
export const webhookTopic: Topic = {
  id: topicId,
  lane: 'promotion',
  // An owner who is told twice knows; one who is not told waits for alerts.
  errsOn: 'duplicate',
  async revalidate(tx, { entity }) {
    const id = BigInt(entity.slice(entityOf(0n).length - 1))
    return (await tx.etsyEndpoint.count({ where: { id, state: 'DEAD' } })) > 0 ? 'send' : 'drop'
  },
}

export interface BurialDeps {
  readonly clock: Clock
  readonly notifications: Notifications
}

/** ON -> DEAD, and the owner is told: once, since only one can make that step. */
export const createBurial =
  ({ clock, notifications }: BurialDeps) =>
  async (tx: Tx, endpointId: bigint, failure: string): Promise<void> => {
    const where = { id: endpointId, state: 'ON' }
    const { count } = await tx.etsyEndpoint.updateMany({ where, data: { state: 'DEAD', failure } })
    if (count === 0) return
    const { shop } = await tx.etsyEndpoint.findUniqueOrThrow({ where: { id: endpointId }, select: { shop: true } })
    await notifications.emit(tx, {
      ...{ topic: topicId, chatId: shop.ownerId, userId: shop.ownerId },
      ...{ entity: entityOf(endpointId), transition: `dead:${clock.now().toISOString()}` },
      content: deadScreen(shop, failure),
    })
  }
