import { defineCallback, field } from '@bazaar/core/bot'
import type { Threshold } from '../stock/index.ts'

const target = { level: field.oneOf('shop', 'listing', 'variation'), id: field.id }

export const thresholdChosen = defineCallback('et.th-set', {
  ...target,
  value: field.int,
  by: field.oneOf('units', 'days'),
})
/** `seenOn`: which screen it stands on. */
export const thresholdCleared = defineCallback('et.th-off', { ...target, seenOn: field.oneOf('item', 'shop', 'own') })
export const thresholdAsked = defineCallback('et.th-ask', target)
/** A page of a listing's variations. */
export const variationsOpened = defineCallback('et.th-vars', { listing: field.id, page: field.int })
/** A page of what differs in a shop. */
export const ownOpened = defineCallback('et.th-own', { shop: field.id, page: field.int })

const shopsTurned = defineCallback('et.th-shops', {
  page: field.int,
  by: field.oneOf('none', 'units', 'days'),
  value: field.int,
})
/** Another page of the question for which shop. */
export const shopsPage = {
  turned: shopsTurned,
  /** @param threshold what will be set there; nothing: the shop is only looked at */
  pack: (page: number, threshold: Threshold | undefined): string =>
    shopsTurned.pack({ page, by: threshold?.by ?? 'none', value: threshold?.value ?? 0 }),
}
