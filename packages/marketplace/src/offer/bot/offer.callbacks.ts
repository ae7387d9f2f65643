import { defineCallback, field } from '@bazaar/core/bot'
import { allergens, diets } from '../../food.ts'
import { presences } from '../changes/edits.ts'

const offer = field.id
const yesNo = field.oneOf('yes', 'no')

/** The form for a new offer, although there is one that could be repeated. */
export const newPressed = defineCallback('mp.o-new', { business: field.id })
/** Copies the last offer; once, with a token. */
export const repeatPressed = defineCallback('mp.o-again', { business: field.id })
export const transitionPressed = defineCallback(
  'mp.o-do',
  { offer, transition: field.oneOf('publish', 'pause', 'resume', 'sold-out', 'end') },
  { isFinal: ({ transition }) => transition === 'end' },
)
/** One more screen about an offer. */
export const views = [
  'edit',
  'items',
  'allergens',
  'diets',
  'limit',
  'more',
  'end',
  'discard',
  'share',
  'rest',
  'customer',
] as const
export type View = (typeof views)[number]
export const viewOpened = defineCallback('mp.o-view', { offer, view: field.oneOf(...views) })
/** Asks for a new value. */
export const fields = [
  ...(['title', 'description', 'price', 'original-price', 'left', 'start', 'end', 'photo'] as const),
  ...(['add-item', 'rename-item', 'cancel'] as const),
] as const
export type Field = (typeof fields)[number]
/** @param item 0 for what is no item's, or when it must be chosen first */
export const fieldOpened = defineCallback(
  'mp.o-field',
  { offer, field: field.oneOf(...fields), item: field.id },
  // The reason is asked for yet, and then it is done.
  { isFinal: (pressed) => pressed.field === 'cancel' },
)
export const itemOpened = defineCallback('mp.o-item', { offer, item: field.id })
export const itemRemoved = defineCallback('mp.o-drop', { offer, item: field.id }, { isFinal: () => true })
export const unitsAdded = defineCallback('mp.o-more', { offer, item: field.id })
export const allergenSet = defineCallback('mp.o-allergen', {
  offer,
  allergen: field.oneOf(...allergens),
  as: field.oneOf(...presences),
})
export const statedSet = defineCallback('mp.o-stated', { offer, isStated: yesNo })
export const dietSet = defineCallback('mp.o-diet', { offer, diet: field.oneOf(...diets), fits: yesNo })
export const limitSet = defineCallback('mp.o-limit', { offer, limit: field.int })
export const discardPressed = defineCallback('mp.o-discard', { offer }, { isFinal: () => true })
