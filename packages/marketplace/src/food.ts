import type { TextSpec } from '@bazaar/core/i18n'
import { key } from './text.ts'

/** The 14 allergens that EU law names. */
export const allergens = [
  'celery',
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'nuts',
  'peanuts',
  'sesame',
  'soy',
  'sulphites',
] as const
export type Allergen = (typeof allergens)[number]

export const diets = ['vegetarian', 'vegan', 'halal', 'kosher', 'gluten-free', 'lactose-free'] as const
export type Diet = (typeof diets)[number]

/** Names in the reader's language. What a later version stored and this one does not know is shown as it is. */
export const allergenName = (name: string): TextSpec =>
  allergens.some((known) => known === name) ? key(`card-allergen-${name}`) : key('card-name', { name })

export const dietName = (name: string): TextSpec =>
  diets.some((known) => known === name) ? key(`card-diet-${name}`) : key('card-name', { name })

/** "milk, eggs, nuts" */
export function commaList(names: readonly TextSpec[]): TextSpec {
  const [first, ...rest] = names
  if (first === undefined) throw new Error('A list of names needs at least one: check before you show it')
  return rest.reduce((list, name) => key('card-list', { list: { text: list }, name: { text: name } }), first)
}
