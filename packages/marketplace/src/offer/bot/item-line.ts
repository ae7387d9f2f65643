import { money, type TextSpec } from '@bazaar/core/i18n'
import type { ItemView, OfferView } from '../../catalog/index.ts'
import { key } from '../../text.ts'

/** "Bread bag: €4 · 7 left, 3 reserved", for the venue; of a draft nothing can be reserved yet. */
export function itemLine({ currency, state }: OfferView, { title, priceMinor, left, committed }: ItemView): TextSpec {
  const params = { title, price: money(priceMinor, currency), left }
  return state === 'DRAFT' ? key('offer-item-line-draft', params) : key('offer-item-line', { ...params, committed })
}

/** "Bread bag: €4", where nothing more is sold. */
export const soldItemLine = ({ currency }: OfferView, { title, priceMinor }: ItemView): TextSpec =>
  key('offer-item-line-sold', { title, price: money(priceMinor, currency) })
