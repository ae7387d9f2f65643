import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { thresholdOpened } from '../callbacks.ts'
import type { Threshold, ThresholdInForce } from '../stock/index.ts'
import {
  backToStock,
  button,
  itemThresholdOpened,
  linkFirst,
  listingOpened,
  thresholdsButton,
} from '../stock-buttons.ts'
import { key, shorten } from '../text.ts'
import { thresholdAsked, thresholdChosen, thresholdCleared } from './threshold.callbacks.ts'
import type { OwnSetting, OwnSettings, Settings, Target } from './types.ts'

const usual: readonly (readonly Threshold[])[] = [
  [1, 2, 3, 5, 10].map((value) => ({ value, by: 'units' })),
  [7, 14].map((value) => ({ value, by: 'days' })),
]

/** "2 pieces" or "7 days". */
export const thresholdText = ({ value, by }: Threshold): TextSpec => key(`threshold-amount-${by}`, { value })

/** The same, and whose setting it is. */
export const inForceText = ({ from, ...threshold }: ThresholdInForce): TextSpec =>
  key(`threshold-from-${from}`, { threshold: { text: thresholdText(threshold) } })

/** Nothing to set yet. A group cannot link a shop. */
export const noShopScreen = (isGroup: boolean): MessageContent => ({
  text: key('threshold-no-shop'),
  ...(isGroup ? {} : { keyboard: linkFirst }),
})

/** What is in force for the shop, and what differs from it. */
export function shopScreen(settings: Settings, own: OwnSettings): MessageContent {
  const { shop, inForce, target } = settings
  const more = own.total - own.shown.length
  return {
    text: key('threshold-shop', {
      shop: shop.name,
      threshold: { text: thresholdText(inForce) },
      own: {
        text:
          own.total === 0
            ? key('threshold-own-none')
            : key('threshold-own', {
                lines: { lines: own.shown.map(ownLine) },
                more: more > 0 ? { text: key('threshold-own-more', { more }) } : '',
              }),
      },
    }),
    keyboard: [
      ...usualRows(target, inForce),
      [otherButton(target)],
      ...own.shown.map(undoRow),
      [backToStock(shop.id), homeButton],
    ],
  }
}

function ownLine({ title, variation, threshold }: OwnSetting): TextSpec {
  return key('threshold-own-line', {
    name: named(shorten(title, 40), variation),
    threshold: { text: thresholdText(threshold) },
  })
}

const undoRow = ({ target, title, variation }: OwnSetting): readonly ButtonSpec[] => [
  button('threshold-button-undo', thresholdCleared.pack({ ...target, seenOn: 'shop' }), {
    name: shorten(named(title, variation), 28),
  }),
]

const named = (title: string, variation: string | undefined): string =>
  variation === undefined || variation === '' ? title : `${variation} · ${title}`

/** A listing or a variation: what is in force, and how to set another. */
export function itemScreen(settings: Settings): MessageContent {
  const { target, shop, listing, variation, inForce, below } = settings
  const isOwn = inForce.from === target.level
  return {
    text: key('threshold-item', {
      shop: shop.name,
      name: named(shorten(listing?.title ?? '', 80), variation && shorten(variation, 40)),
      threshold: { text: inForceText(inForce) },
      below: below.length > 0 ? { text: key('threshold-below') } : '',
    }),
    keyboard: [
      ...usualRows(target, isOwn ? inForce : undefined),
      isOwn
        ? [
            otherButton(target),
            button(`threshold-button-clear-${target.level}`, thresholdCleared.pack({ ...target, seenOn: 'item' })),
          ]
        : [otherButton(target)],
      ...below.map(({ id, name, inForce: its }) => [
        button('threshold-button-variation', itemThresholdOpened.pack({ level: 'variation', id }), {
          name: shorten(name, 14),
          threshold: { text: thresholdText(its) },
        }),
      ]),
      [backButton(settings), homeButton],
    ],
  }
}

function backButton({ target, listing, shop }: Settings): ButtonSpec {
  if (!listing) return thresholdsButton(shop.id, 'threshold-button-back')
  return target.level === 'variation'
    ? button('threshold-button-listing-back', itemThresholdOpened.pack({ level: 'listing', id: listing.id }))
    : button('threshold-button-listing-back', listingOpened.pack({ listing: listing.id }))
}

const otherButton = (target: Target): ButtonSpec =>
  primary(button('threshold-button-other', thresholdAsked.pack({ ...target })))

function usualRows(target: Target, inForce: Threshold | undefined): KeyboardSpec {
  return usual.map((row) =>
    row.map(({ value, by }) => {
      const isChosen = inForce?.value === value && inForce.by === by
      return button(`threshold-button-${by}${isChosen ? '-on' : ''}`, thresholdChosen.pack({ ...target, value, by }), {
        value,
      })
    }),
  )
}

interface NamedShop {
  readonly id: bigint
  readonly name: string
}

/** For which shop. @param threshold what will be set there; nothing: the shop is only looked at */
export function whichShopScreen(shops: readonly NamedShop[], threshold?: Threshold): MessageContent {
  return {
    text: threshold
      ? key('threshold-which-set', { threshold: { text: thresholdText(threshold) } })
      : key('threshold-which'),
    keyboard: [
      ...shops.map(({ id, name }) => [
        button(
          'threshold-button-shop',
          threshold ? thresholdChosen.pack({ level: 'shop', id, ...threshold }) : thresholdOpened.pack({ shop: id }),
          { name: shorten(name, 28) },
        ),
      ]),
      [homeButton],
    ],
  }
}
