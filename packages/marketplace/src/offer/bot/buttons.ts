import type { TextParam } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec } from '@bazaar/core/notifications'
import { listenPressed, myOffersOpened, offerManaged } from '../../callbacks.ts'
import { key } from '../../text.ts'
import type { Transition } from '../changes/transitions.service.ts'
import { type Field, fieldOpened, transitionPressed, type View, viewOpened } from './offer.callbacks.ts'

/** A button of this noun: its label is the text `marketplace-offer-button-<name>`. */
export const button = (name: string, data: string, params: Readonly<Record<string, TextParam>> = {}): ButtonSpec => ({
  text: key(`offer-button-${name}`, params),
  data,
})

export const transitionButton = (offer: bigint, transition: Transition): ButtonSpec =>
  button(`move-${transition}`, transitionPressed.pack({ offer, transition }))
export const viewButton = (offer: bigint, view: View): ButtonSpec =>
  button(`view-${view}`, viewOpened.pack({ offer, view }))
export const fieldButton = (offer: bigint, field: Field, item = 0n): ButtonSpec =>
  button(`field-${field}`, fieldOpened.pack({ offer, field, item }))
export const backButton = (offer: bigint): ButtonSpec => button('back', offerManaged.pack({ offer }))
export const doneButton = (offer: bigint): ButtonSpec => button('done', offerManaged.pack({ offer }))
export const listenButton = (business: bigint): ButtonSpec =>
  button('listen', listenPressed.pack({ business, turn: 'on', at: 'here' }))
export const myOffersButton: ButtonSpec = button('my-offers', myOffersOpened.pack({}))

/** Buttons beside each other, two a row. */
export function inPairs(buttons: readonly ButtonSpec[]): KeyboardSpec {
  return buttons.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []))
}
