import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { MessageContent, NotificationIntent, Notifications } from '@bazaar/core/notifications'
import type { Users } from '@bazaar/core/users'
import type { Businesses, Listeners } from '../business/index.ts'
import type { Receipts } from './receipt.ts'
import { latestKind, newsTopic, venueTopic } from './topic-ids.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'
import { venueNews } from './venue-news.ts'

export interface MessagesDeps {
  readonly clock: Clock
  readonly notifications: Notifications
  readonly receipts: Receipts
  readonly businesses: Pick<Businesses, 'listManagers'>
  readonly listeners: Pick<Listeners, 'list'>
  readonly users: Pick<Users, 'find'>
}

type TellOptions = Partial<Pick<NotificationIntent, 'topic' | 'expiresAt' | 'userId'>>

/** What people are told about one reservation, in the transaction of the change. Each message is sent once per transition. */
export interface Messages {
  /** Shows the reservation's present state in the message with the code. */
  editReceipt(tx: Tx, purchase: PurchaseView, offer: ReceiptOffer): Promise<void>
  /** The same for everybody who reserved, in a handful of statements. */
  editReceipts(tx: Tx, purchases: readonly PurchaseView[], offer: ReceiptOffer): Promise<void>
  /** @returns whether it was not told before */
  tellCustomer(
    tx: Tx,
    purchase: PurchaseView,
    transition: string,
    content: MessageContent,
    options?: TellOptions,
  ): Promise<boolean>
  /** The same for everybody who reserved, in one statement. @returns how many were not told before */
  tellCustomers(
    tx: Tx,
    purchases: readonly PurchaseView[],
    transition: string | ((purchase: PurchaseView) => string),
    write: (purchase: PurchaseView) => MessageContent,
    options?: TellOptions,
  ): Promise<number>
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

const purchaseEntity = ({ id }: Pick<PurchaseView, 'id'>): string => `purchase:${id}`

export function createMessages({
  clock,
  notifications,
  receipts,
  businesses,
  listeners,
  users,
}: MessagesDeps): Messages {
  const editReceipts: Messages['editReceipts'] = (tx, purchases, offer) =>
    notifications.editMany(
      tx,
      purchases.flatMap((purchase) =>
        purchase.receiptId === undefined ? [] : [{ id: purchase.receiptId, content: receipts.edited(purchase, offer) }],
      ),
    )
  const tellCustomers: Messages['tellCustomers'] = async (tx, purchases, transition, write, options = {}) => {
    const intents = purchases.map((purchase): NotificationIntent => {
      const { userId = purchase.userId, ...rest } = options
      return {
        topic: newsTopic,
        chatId: userId,
        userId,
        entity: purchaseEntity(purchase),
        transition: typeof transition === 'string' ? transition : transition(purchase),
        content: write(purchase),
        ...rest,
      }
    })
    return (await notifications.emitMany(tx, intents)).filter(({ created }) => created).length
  }

  return {
    editReceipts,
    tellCustomers,
    editReceipt: (tx, purchase, offer) => editReceipts(tx, [purchase], offer),
    async tellCustomer(tx, purchase, transition, content, options) {
      return (await tellCustomers(tx, [purchase], transition, () => content, options)) === 1
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
