import { defineCallback, field } from '@bazaar/core/bot'

/** A button with its data. It is signed on the way out; forged or foreign data never reaches the handler. */
export const more = defineCallback('zz.more', { count: field.int })
