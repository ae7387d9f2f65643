import { defineCallback, field } from '@bazaar/core/bot'

/** What is needed seldom. */
export const moreOpened = defineCallback('et.more', { shop: field.id })
export const unlinkAsked = defineCallback('et.unlink', { shop: field.id })
export const unlinkPressed = defineCallback('et.unlinked', { shop: field.id }, { isFinal: () => true })
