import { shorten } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import { turns } from '../pages.ts'
import { button, itemThresholdOpened, listingOpened, restockButton, thresholdsButton } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { thresholdCleared, variationsOpened } from './threshold.callbacks.ts'
import { inForceText, named, shortText } from './threshold.words.ts'
import type { Settings, VariationSetting, VariationsPage } from './types.ts'
import { otherButton, usualRows } from './usual.ts'

/** Beside a threshold. */
const nameLetters = 19

/** A listing or a variation: what is in force, and how to set another. */
export function itemScreen(settings: Settings, mayRestock = false): MessageContent {
  const { target, shop, listing, variation, inForce, below } = settings
  const isOwn = inForce.from === target.level
  return {
    text: key('threshold-item', {
      shop: shop.name,
      name: named(shorten(listing?.title ?? '', 80), variation && shorten(variation, 40)),
      threshold: { text: inForceText(inForce) },
      below: below.total === 0 ? '' : { text: key(below.few.length > 0 ? 'threshold-below' : 'threshold-below-many') },
    }),
    keyboard: [
      ...usualRows(target, isOwn ? inForce : undefined),
      isOwn
        ? [
            otherButton(target),
            button(`threshold-button-clear-${target.level}`, thresholdCleared.pack({ ...target, seenOn: 'item' })),
          ]
        : [otherButton(target)],
      ...variationRows(settings),
      ...(mayRestock && target.level !== 'shop' ? [[restockButton(target.level, target.id)]] : []),
      [backButton(settings), homeButton],
    ],
  }
}

function variationRows({ below: { few, total }, target }: Settings): KeyboardSpec {
  if (few.length > 0 || total === 0) return few.map(variationRow)
  return [[button('threshold-button-variations', variationsOpened.pack({ listing: target.id, page: 0 }), { total })]]
}

const variationRow = ({ id, name, inForce }: VariationSetting): readonly ButtonSpec[] => [
  button('threshold-button-variation', itemThresholdOpened.pack({ level: 'variation', id }), {
    name: shorten(name, nameLetters),
    threshold: { text: shortText(inForce) },
  }),
]

function backButton({ target, listing, shop, listedOn }: Settings): ButtonSpec {
  if (!listing) return thresholdsButton(shop.id, 'threshold-button-back')
  if (target.level === 'listing')
    return button('threshold-button-listing-back', listingOpened.pack({ listing: listing.id }))
  return listedOn === undefined
    ? button('threshold-button-listing-back', itemThresholdOpened.pack({ level: 'listing', id: listing.id }))
    : button('threshold-button-variations-back', variationsOpened.pack({ listing: listing.id, page: listedOn }))
}

/** One page of a listing's variations. */
export const variationsScreen = ({ shop, listing, variations, at }: VariationsPage): MessageContent => ({
  text: key('threshold-variations', { shop: shop.name, name: shorten(listing.title, 80) }),
  keyboard: [
    ...variations.map(variationRow),
    ...turns(at, (page) => variationsOpened.pack({ listing: listing.id, page })),
    [
      button('threshold-button-listing-back', itemThresholdOpened.pack({ level: 'listing', id: listing.id })),
      homeButton,
    ],
  ],
})
