import { defineCallback, field } from '@bazaar/core/bot'
import { confirmToken } from '@bazaar/core/screens'

/** Shows the card to confirm. `before`: what was shown. */
export const amountChosen = defineCallback('et.r-to', { variation: field.id, before: field.int, after: field.int })
/** Asks for another number. */
export const amountAsked = defineCallback('et.r-other', { variation: field.id, before: field.int })
/** Does it. Every card has a token of its own, and acts once. */
export const confirmed = defineCallback('et.r-set', {
  variation: field.id,
  before: field.int,
  after: field.int,
  token: confirmToken.field,
})
/** Looks again what came of it. */
export const wentOn = defineCallback('et.r-look', { restock: field.id })
export const undone = defineCallback('et.r-undo', { restock: field.id })

/** Begins to allow it, at Etsy. */
export const allowPressed = defineCallback('et.r-allow', { shop: field.id })
/** The bot forgets that it may. */
export const stopPressed = defineCallback('et.r-stop', { shop: field.id })
