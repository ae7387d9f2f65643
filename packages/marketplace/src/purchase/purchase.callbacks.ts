import { defineCallback, field } from '@bazaar/core/bot'
import { confirmToken } from '@bazaar/core/screens'

/** A text of fixed form in callback data. */
const fixed = (form: RegExp) => ({
  pack: (value: string) => value,
  unpack: (text: string) => (form.test(text) ? text : undefined),
})

/** A card's one-time token. */
const token = confirmToken.field

/** Item of an offer with several. */
export const itemPicked = defineCallback('mp.p-item', { item: field.id })
/** − and +: the card is drawn again with that quantity and the same token. */
export const quantityPicked = defineCallback('mp.p-qty', { item: field.id, quantity: field.int, token })
/**
 * Confirms. `terms` stands for what the card showed (see `Deal`): when it changed, the card is drawn again instead.
 */
export const buyPressed = defineCallback('mp.buy', {
  item: field.id,
  quantity: field.int,
  terms: fixed(/^[\w-]{5}$/),
  token,
})

/** Asks before it cancels. */
export const cancelAsked = defineCallback('mp.p-cancel', { purchase: field.id })
/** `kind`: what the card said. A card that promised free cancelling never does a late one. */
export const cancelPressed = defineCallback(
  'mp.p-drop',
  { purchase: field.id, kind: field.oneOf('free', 'late') },
  { isFinal: () => true },
)
export const placePressed = defineCallback('mp.p-place', { purchase: field.id })
/** Makes a link for a friend. */
export const sendPressed = defineCallback('mp.p-send', { purchase: field.id })
/** A friend accepts; the token is the link's. */
export const takePressed = defineCallback('mp.p-take', { token: fixed(/^[A-Za-z0-9_-]{22}$/) })
/** `version`: of the code that was shown. Once the reservation was sent to a friend, it is good for nothing. */
export const handedOver = defineCallback('mp.p-hand', { purchase: field.id, version: field.int })
/** One of several open purchases with the same code. */
export const handOverOpened = defineCallback('mp.p-card', { purchase: field.id, version: field.int })
/** The next code, asked below what was handed over. */
export const nextCodePressed = defineCallback('mp.p-next', {})
/** "I picked it up." */
export const claimPressed = defineCallback('mp.p-claim', { purchase: field.id })
/** What was not collected of an offer, after the purchase `after`. */
export const missedOpened = defineCallback('mp.p-missed', { offer: field.id, after: field.id })
/** Asks the venue before it counts. */
export const noShowAsked = defineCallback('mp.p-noshow', { purchase: field.id, after: field.id })
export const noShowPressed = defineCallback(
  'mp.p-absent',
  { purchase: field.id, after: field.id },
  { isFinal: () => true },
)
/** "Yes, I am coming." */
export const reconfirmPressed = defineCallback('mp.p-sure', { purchase: field.id })
export const appealOpened = defineCallback('mp.p-appeal', {})
/** One of a list that stays: its receipt comes below. */
export const listedOpened = defineCallback('mp.p-open', { purchase: field.id })
/** Another page of that list. */
export const listTurned = defineCallback('mp.p-list', { page: field.int })
export const pastOpened = defineCallback('mp.p-past', {})
