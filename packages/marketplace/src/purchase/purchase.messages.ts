import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { MessageContent, Notifications } from '@bazaar/core/notifications'
import type { Users } from '@bazaar/core/users'
import type { Businesses, Listeners } from '../business/index.ts'
import { latestKind, newsTopic, venueTopic } from './topic-ids.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'
import { venueNews } from './venue-news.ts'

export interface MessagesDeps {
  readonly clock: Clock
  readonly notifications: Notifications
  readonly businesses: Pick<Businesses, 'listManagers'>
  readonly listeners: Pick<Listeners, 'list'>
  readonly users: Pick<Users, 'find'>
}

/** What is told beside the message that shows a reservation (`Living`), in the transaction of the change. Each is sent once per transition. */
export interface Messages {
  /** Whoever sent it to a friend: that it is taken. */
  tellSender(tx: Tx, purchase: PurchaseView, transition: string, content: MessageContent): Promise<void>
  /**
   * To everybody who reserved: what holds now. Changes that follow each other soon, as those of a start and an end, are told together: the
   * last one, not those between.
   * @param write what holds at `until` too: the message arrives by then
   * @param isUrgent told at once, each time
   */
  tellLatest(
    tx: Tx,
    purchases: readonly PurchaseView[],
    write: (purchase: PurchaseView, until: Date) => MessageContent,
    isUrgent: boolean,
  ): Promise<void>
  /** Whoever of the venue's people is told of reservations: the customer changed their mind. */
  tellCancelled(tx: Tx, purchase: PurchaseView, offer: ReceiptOffer): Promise<void>
  /** The venue's owner and everybody who manages it. */
  tellVenue(tx: Tx, businessId: bigint, entity: string, transition: string, content: MessageContent): Promise<void>
}

/** Somebody who tries out windows is not heard by every buyer each time. */
const latestWindowMs = 5 * 60_000
/** Whoever moves a start moves the end next. */
const latestLeadMs = 60_000

export function createMessages({ clock, notifications, businesses, listeners, users }: MessagesDeps): Messages {
  return {
    async tellSender(tx, { id, userId }, transition, content) {
      await notifications.emit(tx, {
        ...{ topic: newsTopic, chatId: userId, userId, entity: `purchase:${id}` },
        ...{ transition, content },
      })
    },
    tellLatest(tx, purchases, write, isUrgent) {
      const now = clock.now()
      const until = isUrgent ? now : new Date(now.getTime() + latestWindowMs)
      const intents = purchases.map((purchase) => {
        const content = write(purchase, until)
        const { id, userId } = purchase
        const entity = `${latestKind}:${id}`
        const more = () => content
        const pace = { windowMs: latestWindowMs, leadMs: latestLeadMs, isUrgent }
        return { topic: newsTopic, chatId: userId, userId, entity, content, more, ...pace }
      })
      return notifications.emitBundledMany(tx, intents)
    },
    async tellCancelled(tx, purchase, offer) {
      const told = await listeners.list(tx, purchase.businessId)
      if (told.length === 0) return
      const item = await tx.marketplaceItem.findUniqueOrThrow({ where: { id: purchase.itemId } })
      const customer = (await users.find(purchase.userId))?.firstName ?? '–'
      const news = { listeners: told, customer, left: item.quantity - item.committed }
      await notifications.emitBundledMany(tx, venueNews('cancelled', purchase, offer, news))
    },
    async tellVenue(tx, businessId, entity, transition, content) {
      const managers = await businesses.listManagers(tx, businessId)
      await notifications.emitMany(
        tx,
        managers.map((userId) => ({ topic: venueTopic, chatId: userId, userId, entity, transition, content })),
      )
    },
  }
}
