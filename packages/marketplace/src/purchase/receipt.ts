import type { TextSpec } from '@bazaar/core/i18n'
import type { KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { key } from '../text.ts'
import type { CancelRules } from './cancel-rules.ts'
import { instantAt } from './pickup-times.ts'
import { cancelAsked, placePressed, sendPressed } from './purchase.callbacks.ts'
import { purchaseParams } from './purchase.lines.ts'
import { button } from './screen.ts'
import { receiptTopic } from './topic-ids.ts'
import type { PickupCodes, PurchaseView, ReceiptOffer, WriteReceipt } from './types.ts'

export interface Receipts {
  readonly write: WriteReceipt
  /** The same message as things are now: a code that is of use no more is not shown. */
  edited(purchase: PurchaseView, offer: ReceiptOffer): MessageContent
  /** The sender's copy, after a friend took the reservation. */
  sent(purchase: PurchaseView, offer: ReceiptOffer): MessageContent
  /** Who sees a reservation without its message: the whole text and the QR code, as long as it is open. */
  shown(purchase: PurchaseView, offer: ReceiptOffer): MessageContent
}

/** Each of them answers with a message of its own: the receipt stays where it is. */
function openKeyboard({ id }: PurchaseView): KeyboardSpec {
  return [
    [button('cancel', cancelAsked.pack({ purchase: id })), button('send', sendPressed.pack({ purchase: id }))],
    [button('place', placePressed.pack({ purchase: id }))],
  ]
}

/** Nobody pressed Cancel: it had to be confirmed once more and was not. */
const isDropped = ({ late, cancelledAt, reconfirmBy, reconfirmedAt }: PurchaseView): boolean =>
  !late &&
  reconfirmBy !== undefined &&
  reconfirmedAt === undefined &&
  cancelledAt !== undefined &&
  cancelledAt >= reconfirmBy

function endOf(purchase: PurchaseView): string {
  const { state, claimedAt, late } = purchase
  if (state === 'CANCELLED_BY_CUSTOMER') return isDropped(purchase) ? 'dropped' : late ? 'cancelled-late' : 'cancelled'
  if (state === 'CANCELLED_BY_VENUE') return 'venue'
  if (state === 'UNCONFIRMED') return claimedAt ? 'claimed' : 'missed'
  if (state === 'NO_SHOW') return 'no-show'
  return state === 'HELD' ? 'held' : 'expired'
}

/** How it ended, as its customer reads it. */
export function endText(purchase: PurchaseView, zone: string): TextSpec {
  const { state, collectedAt } = purchase
  if (state === 'COLLECTED' && collectedAt) return key('purchase-end-collected', { at: instantAt(collectedAt, zone) })
  return key(`purchase-end-${endOf(purchase)}`)
}

/** The same for the venue's people. What was collected is told in other words. */
export const endForVenue = (purchase: PurchaseView): TextSpec => key(`purchase-venue-end-${endOf(purchase)}`)

export function createReceipts(codes: PickupCodes, rules: CancelRules): Receipts {
  const openText = (purchase: PurchaseView, offer: ReceiptOffer): TextSpec =>
    key('purchase-receipt', {
      ...purchaseParams(purchase, offer),
      code: codes.shown(purchase),
      freeUntil: instantAt(rules.freeUntil(purchase, offer), offer.business.timeZone),
    })
  const endedText = (purchase: PurchaseView, offer: ReceiptOffer): TextSpec =>
    key('purchase-receipt-ended', {
      ...purchaseParams(purchase, offer),
      end: { text: endText(purchase, offer.business.timeZone) },
    })
  function qr(purchase: PurchaseView): Pick<MessageContent, 'photo'> {
    const token = codes.token(purchase)
    return token === undefined ? {} : { photo: { qrStart: `pickup_${token}` } }
  }
  const edited: Receipts['edited'] = (purchase, offer) =>
    purchase.state === 'CONFIRMED'
      ? { text: openText(purchase, offer), photo: 'keep', keyboard: openKeyboard(purchase) }
      : { text: endedText(purchase, offer), photo: 'keep', keyboard: [] }

  return {
    edited,
    write: (purchase, offer) => ({
      topic: receiptTopic,
      chatId: purchase.userId,
      userId: purchase.userId,
      entity: `purchase:${purchase.id}`,
      transition: `receipt-${purchase.codeVersion}`,
      content: { text: openText(purchase, offer), ...qr(purchase), keyboard: openKeyboard(purchase) },
    }),
    sent: (purchase, offer) => ({
      text: key('purchase-receipt-ended', {
        ...purchaseParams(purchase, offer),
        end: { text: key('purchase-end-sent') },
      }),
      photo: 'keep',
      keyboard: [],
    }),
    shown(purchase, offer) {
      const { text, keyboard = [] } = edited(purchase, offer)
      return purchase.state === 'CONFIRMED' ? { text, ...qr(purchase), keyboard } : { text, keyboard }
    },
  }
}
