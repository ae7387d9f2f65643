import { defineCallback, field } from '@bazaar/core/bot'

export const shopsOpened = defineCallback('et.s-shops', {})
export const stockMoreOpened = defineCallback('et.s-more', { shop: field.id })
export const filesAsked = defineCallback('et.s-csv', { shop: field.id })
/** `seenOn`: which screen it stands on. */
export const alertsTurned = defineCallback('et.s-alerts', {
  listing: field.id,
  turn: field.oneOf('on', 'off'),
  seenOn: field.oneOf('item', 'list'),
})
