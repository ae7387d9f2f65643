import { shorten, type TextParam } from '@bazaar/core/i18n'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { button, listingOpened } from '../stock-buttons.ts'
import { key } from '../text.ts'
import type { Target } from './types.ts'

/** `Mug · L, Red`. */
export function itemOf({ title, variation }: Pick<Target, 'title' | 'variation'>): TextParam {
  const short = shorten(title, 90)
  return variation === '' ? short : { text: key('item', { title: short, variation: shorten(variation, 40) }) }
}

export const backToListing = ({ listingId }: Pick<Target, 'listingId'>): ButtonSpec =>
  button('restock-listing-back', listingOpened.pack({ listing: listingId }))
