import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, primary } from '@bazaar/core/screens'
import type { OfferView } from '../../catalog/index.ts'
import { type Allergen, allergenName, allergens, dietName, diets } from '../../food.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { type Presence, presences } from '../changes/edits.ts'
import { limitChoices, mostItems, quickUnits } from '../limits.ts'
import { backButton, button, doneButton, fieldButton, inPairs, viewButton } from './buttons.ts'
import { itemLine } from './item-line.ts'
import {
  allergenSet,
  dietSet,
  discardPressed,
  itemOpened,
  itemRemoved,
  limitSet,
  statedSet,
  unitsAdded,
} from './offer.callbacks.ts'

const presenceOf = ({ contains, mayContain }: OfferView, allergen: Allergen): Presence => {
  if (contains.includes(allergen)) return 'contains'
  return mayContain.includes(allergen) ? 'may-contain' : 'none'
}

/** Each press goes one further: not in it, contains, may contain. */
export function allergensScreen(offer: OfferView): MessageContent {
  const buttons = allergens.map((allergen): ButtonSpec => {
    const present = presenceOf(offer, allergen)
    const as = presences[(presences.indexOf(present) + 1) % presences.length] ?? 'none'
    const name = { text: allergenName(allergen) }
    return button(`allergen-${present}`, allergenSet.pack({ offer: offer.id, allergen, as }), { name })
  })
  const { allergensStated } = offer
  const stated = statedSet.pack({ offer: offer.id, isStated: allergensStated ? 'no' : 'yes' })
  return {
    text: key('offer-allergens', { isStated: allergensStated ? 'yes' : 'no' }),
    keyboard: [
      ...inPairs(buttons),
      [button(allergensStated ? 'stated' : 'not-stated', stated)],
      [primary(doneButton(offer.id))],
    ],
  }
}

export function dietsScreen(offer: OfferView): MessageContent {
  const buttons = diets.map((diet): ButtonSpec => {
    const fits = offer.diets.includes(diet)
    const data = dietSet.pack({ offer: offer.id, diet, fits: fits ? 'no' : 'yes' })
    return button(fits ? 'diet-on' : 'diet-off', data, { name: { text: dietName(diet) } })
  })
  return { text: key('offer-diets'), keyboard: [...inPairs(buttons), [primary(doneButton(offer.id))]] }
}

export function limitScreen({ id, perPersonLimit }: OfferView): MessageContent {
  const buttons = limitChoices.map((limit) => button('limit-choice', limitSet.pack({ offer: id, limit }), { limit }))
  return { text: key('offer-limit', { limit: perPersonLimit }), keyboard: [...inPairs(buttons), [backButton(id)]] }
}

export function itemsScreen(offer: OfferView): MessageContent {
  const { id, items } = offer
  return {
    text: key('offer-items', { lines: { lines: items.map((item) => itemLine(offer, item)) } }),
    keyboard: [
      ...items.map((item) => [button('item', itemOpened.pack({ offer: id, item: item.id }), { title: item.title })]),
      ...(items.length < mostItems ? [[fieldButton(id, 'add-item')]] : []),
      [backButton(id)],
    ],
  }
}

export function itemScreen(offer: OfferView, item: OfferView['items'][number]): MessageContent {
  const ask = (field: Parameters<typeof fieldButton>[1]) => fieldButton(offer.id, field, item.id)
  return {
    text: key('offer-item', { line: { text: itemLine(offer, item) } }),
    keyboard: [
      [ask('rename-item'), ask('price')],
      [ask('left'), ask('original-price')],
      ...(offer.items.length > 1
        ? [[danger(button('remove-item', itemRemoved.pack({ offer: offer.id, item: item.id })))]]
        : []),
      [viewButton(offer.id, 'items')],
    ],
  }
}

/** Which item gets three more. */
export function moreScreen({ id, items }: OfferView): MessageContent {
  return {
    text: key('offer-choose-item'),
    keyboard: [
      ...items.map((item) => [
        button('add-to', unitsAdded.pack({ offer: id, item: item.id }), { count: quickUnits, title: item.title }),
      ]),
      [backButton(id)],
    ],
  }
}

export function discardScreen({ id, title }: OfferView): MessageContent {
  return {
    text: key('offer-discard', { id: shownId('O', id), title }),
    keyboard: [[danger(button('discard-now', discardPressed.pack({ offer: id })))], [backButton(id)]],
  }
}
