import type { TextSpec } from '@bazaar/core/i18n'
import type { KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { key } from '../text.ts'
import type { CancelRules } from './cancel-rules.ts'
import { cancelAsked, placePressed, sendPressed } from './purchase.callbacks.ts'
import { purchaseParams } from './purchase.lines.ts'
import { button } from './screen.ts'
import { receiptTopic } from './topic-ids.ts'
import type { PickupCodes, PurchaseView, ReceiptOffer, WriteReceipt } from './types.ts'
import { instantAt } from './when.ts'

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

/** How it ended, in words. */
export function endText(purchase: PurchaseView, zone: string): TextSpec {
  const { state, claimedAt, collectedAt, late } = purchase
  if (state === 'COLLECTED' && collectedAt) return key('purchase-end-collected', { at: instantAt(collectedAt, zone) })
  if (state === 'CANCELLED_BY_CUSTOMER') return key(late ? 'purchase-end-cancelled-late' : 'purchase-end-cancelled')
  if (state === 'CANCELLED_BY_VENUE') return key('purchase-end-venue')
  if (state === 'UNCONFIRMED') return key(claimedAt ? 'purchase-end-claimed' : 'purchase-end-missed')
  if (state === 'NO_SHOW') return key('purchase-end-no-show')
  return key(state === 'HELD' ? 'purchase-end-held' : 'purchase-end-expired')
}

export function createReceipts(codes: PickupCodes, rules: CancelRules): Receipts {
  const openText = (purchase: PurchaseView, offer: ReceiptOffer): TextSpec =>
    key('purchase-receipt', {
      ...purchaseParams(purchase, offer),
      code: codes.code(purchase),
      freeUntil: instantAt(rules.freeUntil(purchase, offer), offer.business.timeZone),
    })
  const endedText = (purchase: PurchaseView, offer: ReceiptOffer): TextSpec =>
    key('purchase-receipt-ended', {
      ...purchaseParams(purchase, offer),
      end: { text: endText(purchase, offer.business.timeZone) },
    })
  const qr = (purchase: PurchaseView) => ({ qrStart: `pickup_${codes.token(purchase)}` })
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
      content: { text: openText(purchase, offer), photo: qr(purchase), keyboard: openKeyboard(purchase) },
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
      return purchase.state === 'CONFIRMED' ? { text, photo: qr(purchase), keyboard } : { text, keyboard }
    },
  }
}
