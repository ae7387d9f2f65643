import type { Tx } from '@bazaar/core/db'
import type { MessageContent, NotificationIntent, Notifications } from '@bazaar/core/notifications'
import type { Businesses } from '../business/types.ts'
import type { Receipts } from './receipt.ts'
import { newsTopic, venueTopic } from './topic-ids.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'

export interface MessagesDeps {
  readonly notifications: Notifications
  readonly receipts: Receipts
  readonly businesses: Pick<Businesses, 'listManagers'>
}

/** What people are told about one reservation, in the transaction of the change. Each message is sent once per transition. */
export interface Messages {
  /** Shows the reservation's present state in the message with the code. */
  editReceipt(tx: Tx, purchase: PurchaseView, offer: ReceiptOffer): Promise<void>
  /** @returns whether it was not told before */
  tellCustomer(
    tx: Tx,
    purchase: PurchaseView,
    transition: string,
    content: MessageContent,
    options?: Partial<Pick<NotificationIntent, 'topic' | 'expiresAt' | 'userId'>>,
  ): Promise<boolean>
  /** The venue's owner and everybody who manages it. */
  tellVenue(tx: Tx, businessId: bigint, entity: string, transition: string, content: MessageContent): Promise<void>
}

export const purchaseEntity = ({ id }: Pick<PurchaseView, 'id'>): string => `purchase:${id}`

export function createMessages({ notifications, receipts, businesses }: MessagesDeps): Messages {
  return {
    async editReceipt(tx, purchase, offer) {
      if (purchase.receiptId === undefined) return
      await notifications.edit(tx, purchase.receiptId, receipts.edited(purchase, offer))
    },
    async tellCustomer(tx, purchase, transition, content, { userId = purchase.userId, ...options } = {}) {
      const entity = purchaseEntity(purchase)
      const intent = { topic: newsTopic, chatId: userId, userId, entity, transition, content, ...options }
      return (await notifications.emit(tx, intent)).created
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
