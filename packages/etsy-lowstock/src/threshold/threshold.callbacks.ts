import { defineCallback, field } from '@bazaar/core/bot'

const target = { level: field.oneOf('shop', 'listing', 'variation'), id: field.id }

export const thresholdChosen = defineCallback('et.th-set', {
  ...target,
  value: field.int,
  by: field.oneOf('units', 'days'),
})
/** `seenOn`: which screen it stands on. */
export const thresholdCleared = defineCallback('et.th-off', { ...target, seenOn: field.oneOf('item', 'shop') })
export const thresholdAsked = defineCallback('et.th-ask', target)
