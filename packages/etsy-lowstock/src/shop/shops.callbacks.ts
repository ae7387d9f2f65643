import { defineCallback, field } from '@bazaar/core/bot'

/** What is needed seldom. */
export const moreOpened = defineCallback('et.more', { shop: field.id })
/** Another page of a group's shops. */
export const groupTurned = defineCallback('et.gr-page', { page: field.int })
/** Another page of the question which shop to unlink. */
export const whichTurned = defineCallback('et.ul-page', { page: field.int })
export const unlinkAsked = defineCallback('et.unlink', { shop: field.id })
export const unlinkPressed = defineCallback('et.unlinked', { shop: field.id }, { isFinal: () => true })
