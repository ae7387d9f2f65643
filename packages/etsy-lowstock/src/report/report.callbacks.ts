import { defineCallback, field } from '@bazaar/core/bot'

/** Another page of a shop's stock. */
export const stockTurned = defineCallback('et.s-page', { shop: field.id, page: field.int })
/** Other variations on the card of a listing. */
export const cardTurned = defineCallback('et.item-at', { listing: field.id, page: field.int })
/** The same page as a picture. */
export const pictureOpened = defineCallback('et.s-pic', { shop: field.id, page: field.int })
export const shopChosen = defineCallback('et.s-shops', {})
/** Another page of the question for which shop. */
export const shopsTurned = defineCallback('et.s-shops-at', { page: field.int })
export const stockMoreOpened = defineCallback('et.s-more', { shop: field.id })
export const filesAsked = defineCallback('et.s-csv', { shop: field.id })
/** One line of what is off: the alerts about it come again. */
export const quietEnded = defineCallback('et.s-wake', { shop: field.id, quiet: field.id })
/** `seenOn`: which screen it stands on; `list` of the past only. */
export const alertsTurned = defineCallback('et.s-alerts', {
  listing: field.id,
  turn: field.oneOf('on', 'off'),
  seenOn: field.oneOf('item', 'list'),
})
