import { defineCallback, field } from '@bazaar/core/bot'

/** Buttons under an alert; subscription and reading name the message. */
export const watchAgain = defineCallback('vt.again', { subscription: field.id, reading: field.id })
export const answerAlert = defineCallback('vt.answer', {
  subscription: field.id,
  reading: field.id,
  answer: field.oneOf('got', 'missed'),
})

/** Buttons of the feature's own screens; the subscription is the chat's. */
export const press = defineCallback('vt.do', {
  action: field.oneOf('start', 'again', 'have', 'keep', 'stop', 'undo', 'check', 'status'),
})
