import { defineCallback, field } from '@bazaar/core/bot'
import type { TextParam } from '@bazaar/core/i18n'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { key } from './text.ts'

export const stockOpened = defineCallback('et.stock', { shop: field.id, page: field.int })
export const listingOpened = defineCallback('et.item', { listing: field.id })
export const quietListOpened = defineCallback('et.s-quiet', { shop: field.id })
export const thresholdsOpened = defineCallback('et.th-shop', { shop: field.id })
export const thresholdOpened = defineCallback('et.th', {
  level: field.oneOf('listing', 'variation'),
  id: field.id,
})

export const button = (name: string, data: string, params: Readonly<Record<string, TextParam>> = {}): ButtonSpec => ({
  text: key(name, params),
  data,
})

/** Leads to the stock of a shop, from wherever it stands. */
export const stockButton = (shop: bigint): ButtonSpec =>
  button('stock-button-open', stockOpened.pack({ shop, page: 0 }))

/** Leads to the listings of a shop whose alerts are off in this chat. */
export const quietListButton = (shop: bigint): ButtonSpec =>
  button('stock-button-quiet', quietListOpened.pack({ shop }))
