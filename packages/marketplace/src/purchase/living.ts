import type { Tx } from '@bazaar/core/db'
import type { MessageContent, Move, Notifications, Onto } from '@bazaar/core/notifications'
import type { Receipts, Remark, Words } from './receipt.ts'
import { newsTopic, receiptTopic } from './topic-ids.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'

/** Where somebody looks at a reservation now. */
export interface Place {
  /** The update that asked for it: the same one, handled again, shows it once. */
  readonly update: number
  /** The message whose button was pressed becomes the receipt. Left out: a new one comes below. */
  readonly onto?: Onto | undefined
}

/**
 * The one message that shows a reservation: whatever happens to it is shown there, and whatever has to be told or is asked for brings it along. So there is
 * one code in the chat, and no button of another message is about it.
 */
export interface Living {
  /** Shows how things are, where the message stands. */
  refresh(tx: Tx, purchases: readonly PurchaseView[], offer: ReceiptOffer, remark?: Remark): Promise<void>
  /** Brings it to whoever asks for it. */
  bring(tx: Tx, purchase: PurchaseView, offer: ReceiptOffer, place: Place, remark?: Remark): Promise<void>
  /** Says something else in its place, until it is brought back or something happens to the reservation. */
  turn(tx: Tx, purchase: PurchaseView, offer: ReceiptOffer, place: Place, words: Words): Promise<void>
  /**
   * News: a new message, which is the one that shows the reservation from now on.
   * @param transition told once; as a function, by the reservation
   * @returns how many were not told before
   */
  tell(
    tx: Tx,
    purchases: readonly PurchaseView[],
    offer: ReceiptOffer,
    transition: string | ((purchase: PurchaseView) => string),
    write: (purchase: PurchaseView) => MessageContent,
  ): Promise<number>
}

const entityOf = ({ id }: PurchaseView): string => `purchase:${id}`

async function keepPlaces(tx: Tx, places: readonly (readonly [purchase: bigint, receipt: bigint])[]): Promise<void> {
  if (places.length === 0) return
  const rows = JSON.stringify(places.map(([purchase, receipt]) => ({ p: String(purchase), r: String(receipt) })))
  await tx.$executeRaw`
    UPDATE marketplace_purchase SET receipt_id = v.r FROM json_to_recordset(${rows}::text::json) AS v(p bigint, r bigint)
    WHERE id = v.p`
}

export function createLiving(notifications: Notifications, receipts: Receipts): Living {
  async function move(
    tx: Tx,
    moves: readonly (readonly [purchase: PurchaseView, move: Omit<Move, 'before'>])[],
  ): Promise<number> {
    const moved = await notifications.moveMany(
      tx,
      moves.map(([{ receiptId }, to]) => ({ before: receiptId, ...to })),
    )
    const changed = moves.flatMap(([{ id }], index) => {
      const one = moved[index]
      return one?.created ? [[id, one.id] as const] : []
    })
    await keepPlaces(tx, changed)
    return changed.length
  }

  async function put(
    tx: Tx,
    purchase: PurchaseView,
    offer: ReceiptOffer,
    { update, onto }: Place,
    content: MessageContent,
  ): Promise<void> {
    const { userId } = purchase
    const to = {
      ...{ topic: receiptTopic, chatId: userId, userId, entity: entityOf(purchase), transition: `shown-${update}` },
      content,
      onto,
    }
    await move(tx, [[purchase, { to, rest: receipts.moved(purchase, offer) }]])
  }

  return {
    refresh: (tx, purchases, offer, remark) =>
      notifications.editMany(
        tx,
        purchases.flatMap((purchase) =>
          purchase.receiptId === undefined
            ? []
            : [{ id: purchase.receiptId, content: receipts.edited(purchase, offer, remark) }],
        ),
      ),
    bring: (tx, purchase, offer, place, remark) =>
      put(tx, purchase, offer, place, receipts.shown(purchase, offer, remark)),
    turn: (tx, purchase, offer, place, words) => put(tx, purchase, offer, place, receipts.under(purchase, words)),
    tell: (tx, purchases, offer, transition, write) =>
      move(
        tx,
        purchases.map((purchase) => {
          const { userId } = purchase
          const to = {
            ...{ topic: newsTopic, chatId: userId, userId, entity: entityOf(purchase) },
            transition: typeof transition === 'string' ? transition : transition(purchase),
            content: write(purchase),
          }
          return [purchase, { to, rest: receipts.moved(purchase, offer) }] as const
        }),
      ),
  }
}
