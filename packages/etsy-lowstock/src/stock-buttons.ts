import { defineCallback, field } from '@bazaar/core/bot'
import type { TextParam } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec } from '@bazaar/core/notifications'
import { homeButton, success } from '@bazaar/core/screens'
import { linkPressed, stockOpened, thresholdOpened } from './callbacks.ts'
import { key } from './text.ts'

export const listingOpened = defineCallback('et.item', { listing: field.id })
export const itemThresholdOpened = defineCallback('et.th', {
  level: field.oneOf('listing', 'variation'),
  id: field.id,
})
/** Asks how many pieces there shall be (restock). From an alert it opens below: the alert itself stays. */
export const restockAsked = defineCallback('et.r-ask', {
  level: field.oneOf('listing', 'variation'),
  id: field.id,
  from: field.oneOf('alert', 'screen'),
})
export const quietListOpened = defineCallback('et.s-quiet', { shop: field.id })

/** Of an item, for an owner who may. */
export const restockButton = (level: 'listing' | 'variation', id: bigint): ButtonSpec => ({
  text: key('button-restock'),
  data: restockAsked.pack({ level, id, from: 'screen' }),
})

export const button = (name: string, data: string, params: Readonly<Record<string, TextParam>> = {}): ButtonSpec => ({
  text: key(name, params),
  data,
})

/** Back to the stock of a shop. */
export const backToStock = (shop: bigint): ButtonSpec => button('stock-button-back', stockOpened.pack({ shop }))

export const thresholdsButton = (shop: bigint, name: string): ButtonSpec => button(name, thresholdOpened.pack({ shop }))

/** For whoever has no shop yet, in private. */
export const linkFirst: KeyboardSpec = [
  [success(button('shops-button-link-first', linkPressed.pack({})))],
  [homeButton],
]

/** Leads to the listings of a shop whose alerts are off in this chat. */
export const quietListButton = (shop: bigint): ButtonSpec =>
  button('stock-button-quiet', quietListOpened.pack({ shop }))
