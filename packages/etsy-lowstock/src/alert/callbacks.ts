import { defineCallback, field } from '@bazaar/core/bot'

/** Buttons of an alert; its number says what it is about. */
export const neverPressed = defineCallback('et.a-never', { alert: field.id })
export const undonePressed = defineCallback('et.a-undo', { alert: field.id })
export const snoozeAsked = defineCallback('et.a-snooze', { alert: field.id })
export const snoozePressed = defineCallback('et.a-snoozed', { alert: field.id, days: field.int })
export const orderAsked = defineCallback('et.a-order', { alert: field.id })
export const orderPressed = defineCallback('et.a-ordered', { alert: field.id, days: field.int })
/** Asks for another day. */
export const orderDayAsked = defineCallback('et.a-day', { alert: field.id })
/** Asks for a ready text about what is back. */
export const postAsked = defineCallback('et.a-post', { alert: field.id })
/** Back to the alert. */
export const alertOpened = defineCallback('et.a-alert', { alert: field.id })
