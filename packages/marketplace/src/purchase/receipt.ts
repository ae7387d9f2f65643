import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, primary, success } from '@bazaar/core/screens'
import { foodLines } from '../catalog/index.ts'
import { key } from '../text.ts'
import type { CancelRules } from './cancel-rules.ts'
import { closeAfterMs, instantAt, livingWindow, relativeTo, soonAt } from './pickup-times.ts'
import { cancelAsked, placePressed, reconfirmPressed, sendPressed } from './purchase.callbacks.ts'
import { purchaseParams } from './purchase.lines.ts'
import { browseButton, button } from './screen.ts'
import { receiptTopic } from './topic-ids.ts'
import type { PickupCodes, PurchaseView, ReceiptOffer, WriteReceipt } from './types.ts'

/** What is said above a receipt, and the buttons that belong to it. */
export interface Remark {
  readonly note?: TextSpec
  /** Above its own. */
  readonly rows?: KeyboardSpec
  /** Below its own. */
  readonly more?: KeyboardSpec
}

/** What a question or a link says under the QR code, and its buttons. */
export type Words = Pick<MessageContent, 'text' | 'keyboard'>

/** The one message that shows a reservation to its customer. */
export interface Receipts {
  readonly write: WriteReceipt
  /** As things are now: with the code as long as it is open. */
  shown(purchase: PurchaseView, offer: ReceiptOffer, remark?: Remark): MessageContent
  /** The same as an edit: the QR code is not drawn anew, and goes once it is of no use. */
  edited(purchase: PurchaseView, offer: ReceiptOffer, remark?: Remark): MessageContent
  /** Its QR code with other words. */
  under(purchase: PurchaseView, words: Words): MessageContent
  /** The sender's copy, after a friend took the reservation. */
  sent(purchase: PurchaseView, offer: ReceiptOffer): MessageContent
  /** What an older message says that cannot be deleted, once the receipt has moved on. */
  moved(purchase: PurchaseView, offer: ReceiptOffer): MessageContent
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

/**
 * Who must not eat it. What else the venue says of it stood on the card: a receipt is to be seen whole on a phone. Nothing where the reader of the offer did
 * not ask for it.
 */
function foodOf({ contains, mayContain, allergensStated, diets }: ReceiptOffer): readonly TextSpec[] {
  if (!contains || !mayContain || !diets || allergensStated === undefined) return []
  return foodLines({ contains, mayContain, allergensStated, diets, description: undefined }, [])
}

/** Where the food comes from, in place of a code that is of no use any more. */
function pictureOf({ photo, business }: ReceiptOffer): NonNullable<MessageContent['photo']> {
  const picture = photo ?? business.photo
  return picture ? { stored: picture.key } : 'keep'
}

const above = ({ note }: Remark, text: TextSpec): TextSpec =>
  note ? key('purchase-below', { note: { text: note }, screen: { text } }) : text

/** @param now business time */
export function createReceipts(codes: PickupCodes, rules: CancelRules, now: () => Date): Receipts {
  /** Until when it costs nothing to change one's mind, or that it does by now. */
  function cancelling(purchase: PurchaseView, offer: ReceiptOffer): TextSpec {
    const at = now()
    const freeUntil = rules.freeUntil(purchase, offer)
    if (rules.judge(purchase, offer, at) !== 'free') return key('purchase-receipt-late')
    return key('purchase-receipt-free', { freeUntil: soonAt(freeUntil, offer.business.timeZone, at) })
  }
  /** "Opens in 20 minutes", then "Open, ends in 2 hours". */
  function opening({ pickupStart, pickupEnd, business: { timeZone } }: ReceiptOffer): TextSpec {
    return now() < pickupStart
      ? key('purchase-receipt-opens', { start: relativeTo(pickupStart, timeZone) })
      : key('purchase-receipt-open', { end: relativeTo(pickupEnd, timeZone) })
  }
  /** The venue's window is over, and the reservation is not closed yet. */
  const isOver = ({ pickupEnd }: ReceiptOffer): boolean => now() >= pickupEnd
  const contents = (purchase: PurchaseView, offer: ReceiptOffer) => ({
    lines: [key('purchase-receipt-pay', purchaseParams(purchase, offer)), ...foodOf(offer)],
  })
  const openText = (purchase: PurchaseView, offer: ReceiptOffer): TextSpec =>
    key('purchase-receipt', {
      ...purchaseParams(purchase, offer),
      window: livingWindow(offer, offer.business.timeZone, now()),
      code: codes.shown(purchase),
      contents: contents(purchase, offer),
      opening: { text: opening(offer) },
      rules: { text: cancelling(purchase, offer) },
    })
  function overText(purchase: PurchaseView, offer: ReceiptOffer): TextSpec {
    const until = new Date(offer.pickupEnd.getTime() + closeAfterMs)
    return key('purchase-receipt-over', {
      ...purchaseParams(purchase, offer),
      code: codes.shown(purchase),
      contents: contents(purchase, offer),
      until: soonAt(until, offer.business.timeZone, now()),
    })
  }
  const endedText = (purchase: PurchaseView, offer: ReceiptOffer, end: TextSpec): TextSpec =>
    key('purchase-receipt-ended', { ...purchaseParams(purchase, offer), end: { text: end } })

  /** @param isAsked above it stands a question with a main action of its own */
  function openKeyboard(purchase: PurchaseView, offer: ReceiptOffer, isAsked: boolean): KeyboardSpec {
    const { id } = purchase
    const place = button('place', placePressed.pack({ purchase: id }))
    const code = codes.code(purchase)
    const copy: readonly ButtonSpec[] =
      code === undefined ? [] : [{ text: key('purchase-button-copy', { code }), copy: code }]
    const show = [...copy, isAsked ? place : primary(place)]
    if (isOver(offer)) return [show]
    const cancel = danger(button('cancel', cancelAsked.pack({ purchase: id })))
    return [show, [button('send', sendPressed.pack({ purchase: id })), cancel]]
  }
  function qr(purchase: PurchaseView): MessageContent['photo'] {
    const token = codes.token(purchase)
    return token === undefined ? undefined : { qrStart: `pickup_${token}` }
  }
  /** Whoever was asked whether they come sees the question as long as it is open, whatever else is said. */
  function asked(purchase: PurchaseView, offer: ReceiptOffer): Remark {
    const { id, reconfirmBy, reconfirmedAt } = purchase
    if (!reconfirmBy || reconfirmedAt || now() >= reconfirmBy) return {}
    return {
      note: key('purchase-told-reconfirm', { by: soonAt(reconfirmBy, offer.business.timeZone, now()) }),
      rows: [[success(button('sure', reconfirmPressed.pack({ purchase: id })))]],
    }
  }
  function openContent(purchase: PurchaseView, offer: ReceiptOffer, given: Remark) {
    const remark = { ...asked(purchase, offer), ...given }
    const text = above(remark, (isOver(offer) ? overText : openText)(purchase, offer))
    const keyboard = openKeyboard(purchase, offer, remark.rows !== undefined)
    return { text, keyboard: [...(remark.rows ?? []), ...keyboard, ...(remark.more ?? [])] }
  }
  function endedContent(purchase: PurchaseView, offer: ReceiptOffer, remark: Remark) {
    const isGone = purchase.state === 'CANCELLED_BY_CUSTOMER' || purchase.state === 'CANCELLED_BY_VENUE'
    const text = above(remark, endedText(purchase, offer, endText(purchase, offer.business.timeZone)))
    return {
      text,
      keyboard: [...(remark.rows ?? []), ...(isGone ? [[primary(browseButton)]] : []), ...(remark.more ?? [])],
    }
  }
  const isOpen = ({ state }: PurchaseView) => state === 'CONFIRMED'

  const under: Receipts['under'] = (purchase, words) => {
    const photo = qr(purchase)
    return { ...words, ...(photo && { photo }) }
  }
  const shown: Receipts['shown'] = (purchase, offer, remark = {}) => {
    if (isOpen(purchase)) return under(purchase, openContent(purchase, offer, remark))
    const photo = pictureOf(offer)
    return { ...endedContent(purchase, offer, remark), ...(photo !== 'keep' && { photo }) }
  }

  return {
    shown,
    under,
    edited: (purchase, offer, remark = {}) =>
      isOpen(purchase)
        ? { ...openContent(purchase, offer, remark), photo: 'keep' }
        : { ...endedContent(purchase, offer, remark), photo: pictureOf(offer) },
    write: (purchase, offer) => ({
      topic: receiptTopic,
      chatId: purchase.userId,
      userId: purchase.userId,
      entity: `purchase:${purchase.id}`,
      transition: `receipt-${purchase.codeVersion}`,
      content: shown(purchase, offer),
    }),
    sent: (purchase, offer) => ({
      text: endedText(purchase, offer, key('purchase-end-sent')),
      photo: pictureOf(offer),
      keyboard: [],
    }),
    moved: (purchase, offer) => ({
      text: key('purchase-receipt-moved', purchaseParams(purchase, offer)),
      photo: pictureOf(offer),
      keyboard: [],
    }),
  }
}
