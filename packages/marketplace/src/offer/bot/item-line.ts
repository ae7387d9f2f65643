import type { TextSpec } from '@bazaar/core/i18n'
import type { ItemView, OfferView } from '../../catalog/index.ts'
import { key, money } from '../../text.ts'

/** "Bread bag: €4 · 7 left, 3 reserved", for the venue. */
export function itemLine({ currency }: OfferView, { title, priceMinor, left, committed }: ItemView): TextSpec {
  return key('offer-item-line', { title, price: money(priceMinor, currency), left, committed })
}
