import { money, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import { windowParam } from './pickup-times.ts'
import type { PurchaseView, ReceiptOffer } from './types.ts'

/** "2 × Bread bag" */
export const amountText = (quantity: number, title: string): TextSpec => key('purchase-amount', { quantity, title })

export const titleOf = ({ items, title }: ReceiptOffer, itemId: bigint): string =>
  items.find((item) => item.id === itemId)?.title ?? title

const totalOf = ({ quantity, unitPriceMinor, currency }: PurchaseView): TextParam =>
  money(BigInt(quantity) * unitPriceMinor, currency)

/** What every screen about a reservation says: number, item, venue, address, window, amount. */
export function purchaseParams(purchase: PurchaseView, offer: ReceiptOffer) {
  const { business } = offer
  return {
    id: shownId('P', purchase.id),
    amount: { text: amountText(purchase.quantity, titleOf(offer, purchase.itemId)) },
    venue: business.name,
    address: `${business.street}, ${business.city}`,
    window: windowParam(offer, business.timeZone),
    total: totalOf(purchase),
  } satisfies Record<string, TextParam>
}
