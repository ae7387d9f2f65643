import { defineCallback, field } from '@bazaar/core/bot'
import { allergens } from '../food.ts'
import { filters } from './browse/browse.repository.ts'

/** Turns to a place in the list (from 0). */
export const pageTurned = defineCallback('mp.d-page', { session: field.id, at: field.int })
/** Everything else that can be done about a card of the list. */
export const listMoreOpened = defineCallback('mp.d-more', { session: field.id, at: field.int })
/** The same about an offer outside of a list. */
export const offerMoreOpened = defineCallback('mp.d-omore', { offer: field.id })
/** The same places, seen through another filter. */
export const filterChosen = defineCallback('mp.d-filter', { filter: field.oneOf(...filters) })
/** Nothing near: looks around the next wider radius. */
export const widened = defineCallback('mp.d-wider', {})

const yesNo = field.oneOf('yes', 'no')

/**
 * Follows the venue of the card on show, or stops, as the button said, and draws that card again. `ref` is the session, the offer or the
 * venue.
 */
export const followedOn = defineCallback('mp.d-fol', {
  business: field.id,
  screen: field.oneOf('list', 'offer', 'venue'),
  ref: field.id,
  at: field.int,
  follow: yesNo,
})
/** A venue with its offers. */
export const venueOpened = defineCallback('mp.d-venue', { business: field.id })

/** Where to look: a shared place, a city. */
export const whereOpened = defineCallback('mp.d-where', { page: field.int })
/** Asks for the place. */
export const placeAsked = defineCallback('mp.d-place', {})
export const placeForgotten = defineCallback('mp.d-forget', {}, { isFinal: () => true })
/** The city of this venue: names are too long for a button. */
export const cityChosen = defineCallback('mp.d-city', { business: field.id })

export const settingsOpened = defineCallback('mp.d-set', {})
export const radiusChosen = defineCallback('mp.d-radius', { km: field.int })
export const allergensOpened = defineCallback('mp.d-allergens', {})
export const allergenSet = defineCallback('mp.d-allergen', { allergen: field.oneOf(...allergens), avoid: yesNo })
export const unstatedSet = defineCallback('mp.d-unstated', { hide: yesNo })

/** In the list of what one follows. */
export const followRemoved = defineCallback('mp.d-unlist', { business: field.id })
export const searchRemoved = defineCallback('mp.d-unsave', { search: field.id })
/** Under an alert. */
export const unfollowPressed = defineCallback('mp.d-unfollow', { business: field.id })
export const searchStopped = defineCallback('mp.d-stop', { search: field.id })
/** Tells about new offers where the person looks now. */
export const searchSaved = defineCallback('mp.d-save', {})
/** Asks up to which price. */
export const priceAsked = defineCallback('mp.d-price', { search: field.id })
