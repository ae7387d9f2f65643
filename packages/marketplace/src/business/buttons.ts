import type { TextParam } from '@bazaar/core/i18n'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { newOfferOpened, venuesOpened } from '../callbacks.ts'
import { key } from '../text.ts'
import { detailsOpened, venueOpened } from './callbacks.ts'

/** A button of this noun: its label is the text `marketplace-business-button-<name>`. */
export const button = (name: string, data: string, params: Readonly<Record<string, TextParam>> = {}): ButtonSpec => ({
  text: key(`business-button-${name}`, params),
  data,
})

export const venuesButton: ButtonSpec = button('venues', venuesOpened.pack({}))
export const venueButton = (business: bigint): ButtonSpec => button('venue', venueOpened.pack({ business }))
export const backToVenue = (business: bigint): ButtonSpec => button('back', venueOpened.pack({ business }))
export const postButton = (business: bigint): ButtonSpec => primary(button('post', newOfferOpened.pack({ business })))
export const fixButton = (business: bigint): ButtonSpec => primary(button('fix', detailsOpened.pack({ business })))
