import { defineCallback, field } from '@bazaar/core/bot'

/** Buttons that lead from one noun to another. Each is handled by the noun that is named; the others only pack it. */

/** The feature's first screen (home). */
export const homeOpened = defineCallback('et.home', {})
/** Begins to link a shop, or connects one again (link). */
export const linkPressed = defineCallback('et.link', {})
/** The shops that a person linked or gets alerts of (shop). */
export const shopsOpened = defineCallback('et.shops', {})
/** One shop with everything that can be done (shop). */
export const shopOpened = defineCallback('et.shop', { shop: field.id })
/** The stock of a shop (report). */
export const stockOpened = defineCallback('et.stock', { shop: field.id })
/** What low means in a shop (threshold). */
export const thresholdOpened = defineCallback('et.threshold', { shop: field.id })
/** Whether the bot may change how many pieces there are, for the shop's owner (restock). */
export const restockSettingOpened = defineCallback('et.r-shop', { shop: field.id })
/** Who gets a shop's alerts, for its owner (share). */
export const chatsOpened = defineCallback('et.chats', { shop: field.id })
/** Asks whether this chat shall get a shop's alerts no more (share). */
export const leaveAsked = defineCallback('et.leave', { shop: field.id })
/** The group that it is pressed in gets the alerts of the presser's own shop from now on (share). */
export const herePressed = defineCallback('et.here', { shop: field.id })
