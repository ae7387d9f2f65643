import { defineCallback, field } from '@bazaar/core/bot'

/** Buttons that lead from one noun to another. Each is handled by the noun that is named; the others only pack it. */

/** The feature's first screen (home). */
export const homeOpened = defineCallback('mp.home', {})
/** What a venue's people can do (business). */
export const venuesOpened = defineCallback('mp.venues', {})
/** Starts to look through the offers (discovery). */
export const browseOpened = defineCallback('mp.browse', {})
/** What one follows (discovery). */
export const followingOpened = defineCallback('mp.d-following', {})
/** One offer as customers see it, outside of a browse session (discovery). */
export const offerOpened = defineCallback('mp.offer', { offer: field.id })
/** Begins a reservation: item, then quantity, then the confirm card (purchase). */
export const reserveOpened = defineCallback('mp.reserve', { offer: field.id })
/** The list of a customer's reservations (purchase). */
export const reservationsOpened = defineCallback('mp.mine', {})
/** One reservation with its code (purchase). */
export const purchaseOpened = defineCallback('mp.purchase', { purchase: field.id })
/** Enters a pickup code (purchase). */
export const collectOpened = defineCallback('mp.collect', {})
/** Whether a person is told of each reservation of a venue, pressed on the venue's card, or on another message that stays (business). */
export const listenPressed = defineCallback('mp.listen', {
  business: field.id,
  turn: field.oneOf('on', 'off'),
  at: field.oneOf('card', 'here'),
})
/** Chooses the venue, when there are several, and begins a new offer (offer). */
export const newStarted = defineCallback('mp.o-start', {})
/** Begins a new offer of a venue (offer). */
export const newOfferOpened = defineCallback('mp.newoffer', { business: field.id })
/** One offer as its venue sees it, with everything that can be done (offer). */
export const offerManaged = defineCallback('mp.manage', { offer: field.id })
/** A venue's offers (offer). */
export const myOffersOpened = defineCallback('mp.myoffers', {})
