import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { type OfferState, type OfferView, pickupWindow } from '../../catalog/index.ts'
import { commaList } from '../../food.ts'
import { key } from '../../text.ts'
import type { Sales } from '../changes/sales.repository.ts'
import { stateAt, stateText } from '../changes/transitions.ts'

/** Nothing more can be reserved of it, and nothing changed. */
export const isOver = (state: OfferState): boolean =>
  state === 'EXPIRED' || state === 'ENDED' || state === 'CANCELLED_BY_VENUE'

/** What became of its units counts from here on, not what is left. */
export const isSold = (offer: OfferView, now: Date): boolean => {
  const state = stateAt(offer, now)
  return state === 'SOLD_OUT' || isOver(state)
}

/** "on sale", "over since 26 Nov, 18:00", "cancelled by you". */
export function stateLine(offer: OfferView, now: Date): TextSpec {
  const state = stateAt(offer, now)
  const at = (instant: Date): TextParam => ({
    ...{ time: instant.toISOString(), style: 'datetime', zone: offer.business.timeZone },
  })
  if (state === 'EXPIRED') return key('offer-state-expired-at', { at: at(offer.pickupEnd) })
  if (state === 'ENDED' && offer.endedAt) return key('offer-state-ended-at', { at: at(offer.endedAt) })
  return stateText(state)
}

/** "8 collected, 2 not sold" */
export function salesText({ state, items }: OfferView, sales: Sales): TextSpec {
  // Units that were cancelled with the offer are left over too: they are told once. What is sold out may be sold again.
  const isToldOnce = state === 'CANCELLED_BY_VENUE' || state === 'SOLD_OUT'
  const unsold = isToldOnce ? 0 : items.reduce((sum, { left }) => sum + left, 0)
  const parts = Object.entries({ ...sales, unsold })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => key(`offer-sales-${name}`, { count }))
  return parts.length > 0 ? commaList(parts) : key('offer-sales-none')
}

/** When it is collected, as long as somebody may come. */
export function windowOf(offer: OfferView, now: Date, sales: Sales | undefined): TextSpec | undefined {
  const isComing = !isOver(stateAt(offer, now)) || (now < offer.pickupEnd && (sales?.open ?? 0) > 0)
  return isComing ? pickupWindow(offer, now) : undefined
}
