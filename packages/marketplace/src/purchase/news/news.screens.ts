import { money, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { offerOpened, purchaseOpened } from '../../callbacks.ts'
import type { OfferView } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import { instantAt, soonAt, windowParam } from '../pickup-times.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { browseButton, button } from '../screen.ts'
import type { PurchaseView, ReceiptOffer } from '../types.ts'

/** A message has room for so many, though each item had eighty letters that count twice. */
const shownDropped = 20

/** The message becomes the receipt. */
const codeButton = ({ id }: PurchaseView): ButtonSpec => primary(button('code', purchaseOpened.pack({ purchase: id })))

/** The venue cancelled; what else there is nearby. */
export function cancelledScreen(
  purchase: PurchaseView,
  offer: ReceiptOffer,
  reason: string,
  alternatives: readonly OfferView[],
): MessageContent {
  const priceOf = ({ items, currency }: OfferView) => {
    const [cheapest] = items.toSorted((a, b) => Number(a.priceMinor - b.priceMinor))
    return money(cheapest?.priceMinor ?? 0n, currency)
  }
  const lines = alternatives.map((other) =>
    key('purchase-alternative', {
      title: other.title,
      venue: other.business.name,
      price: priceOf(other),
      window: windowParam(other, other.business.timeZone),
    }),
  )
  const buttons = alternatives.map((other) => [
    button('alternative', offerOpened.pack({ offer: other.id }), { title: other.title, price: priceOf(other) }),
  ])
  const params = { ...purchaseParams(purchase, offer), reason, lines: { lines } }
  return {
    text: key(lines.length > 0 ? 'purchase-told-cancelled-nearby' : 'purchase-told-cancelled', params),
    keyboard: [...buttons, [buttons.length > 0 ? browseButton : primary(browseButton)]],
  }
}

/** @param freeUntil when it can still be cancelled for free */
export function windowChangedScreen(
  purchase: PurchaseView,
  offer: ReceiptOffer,
  freeUntil: Date | undefined,
): MessageContent {
  const free: TextParam = freeUntil
    ? { text: key('purchase-told-window-free', { freeUntil: instantAt(freeUntil, offer.business.timeZone) }) }
    : ''
  return {
    text: key('purchase-told-window', { ...purchaseParams(purchase, offer), free }),
    keyboard: [[codeButton(purchase)]],
  }
}

/** Above the receipt, when pickup starts and before it ends. */
export const reminderNote = (offer: ReceiptOffer, which: 'start' | 'end', now: Date): TextSpec =>
  key(`purchase-told-${which}`, { until: soonAt(offer.pickupEnd, offer.business.timeZone, now) })

/** For the venue: who did not confirm in time, all of them in one message. */
export function droppedScreen(dropped: readonly PurchaseView[], offer: ReceiptOffer): MessageContent {
  const lines = dropped.slice(0, shownDropped).map((purchase) => {
    const { id, amount } = purchaseParams(purchase, offer)
    return key('purchase-venue-dropped-line', { id, amount })
  })
  const more = dropped.length - lines.length
  const quantity = dropped.reduce((sum, purchase) => sum + purchase.quantity, 0)
  return {
    text: key('purchase-venue-dropped', {
      title: offer.title,
      count: dropped.length,
      quantity,
      lines: { lines: more > 0 ? [...lines, key('purchase-venue-dropped-others', { count: more })] : lines },
    }),
  }
}
