import { shorten, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import { thresholdOpened } from '../callbacks.ts'
import { turns } from '../pages.ts'
import type { Threshold } from '../stock/index.ts'
import { backToStock, button, linkFirst, thresholdsButton } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { ownOpened, shopsPage, thresholdChosen, thresholdCleared } from './threshold.callbacks.ts'
import { named, thresholdText } from './threshold.words.ts'
import type { OwnSetting, OwnSettings, Settings, ShopsPage } from './types.ts'
import { otherButton, usualRows } from './usual.ts'

/** So many can be taken back at once beside the shop's own: more have a list. */
const fewOwn = 2

/** Nothing to set yet. A group cannot link a shop. */
export const noShopScreen = (isGroup: boolean): MessageContent => ({
  text: key('threshold-no-shop'),
  ...(isGroup ? {} : { keyboard: linkFirst }),
})

/** What is in force for the shop, and what differs from it. */
export function shopScreen(settings: Settings, own: OwnSettings): MessageContent {
  const { shop, inForce, target } = settings
  return {
    text: key('threshold-shop', {
      shop: shop.name,
      threshold: { text: thresholdText(inForce) },
      own: { text: ownText(own) },
    }),
    keyboard: [
      ...usualRows(target, inForce),
      [otherButton(target)],
      ...ownRows(shop.id, own),
      [backToStock(shop.id), homeButton],
    ],
  }
}

function ownText({ shown, total }: OwnSettings): TextSpec {
  if (total === 0) return key('threshold-own-none')
  const more = total - Math.min(total, fewOwn)
  return key('threshold-own', {
    lines: { lines: shown.slice(0, fewOwn).map(ownLine) },
    more: more > 0 ? { text: key('threshold-own-more', { more }) } : '',
  })
}

function ownRows(shop: bigint, { shown, total }: OwnSettings): KeyboardSpec {
  if (total <= fewOwn) return shown.map((one) => [undoButton(one, 'shop')])
  return [[button('threshold-button-own', ownOpened.pack({ shop, page: 0 }), { count: total })]]
}

/** One page of what differs, each with the way back. */
export const ownScreen = ({ shop }: Settings, { shown, at }: OwnSettings): MessageContent => ({
  text: key('threshold-own-list', { shop: shop.name, lines: { lines: shown.map(ownLine) } }),
  keyboard: [
    ...shown.map((one) => [undoButton(one, 'own')]),
    ...turns(at, (page) => ownOpened.pack({ shop: shop.id, page })),
    [thresholdsButton(shop.id, 'threshold-button-back'), homeButton],
  ],
})

function ownLine({ title, variation, threshold }: OwnSetting): TextSpec {
  return key('threshold-own-line', {
    name: named(shorten(title, 40), variation),
    threshold: { text: thresholdText(threshold) },
  })
}

const undoButton = ({ target, title, variation }: OwnSetting, seenOn: 'shop' | 'own'): ButtonSpec =>
  button('threshold-button-undo', thresholdCleared.pack({ ...target, seenOn }), {
    name: shorten(named(title, variation), 28),
  })

/** For which shop. @param threshold what will be set there; nothing: the shop is only looked at */
export function whichShopScreen({ shops, at }: ShopsPage, threshold: Threshold | undefined): MessageContent {
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
      ...turns(at, (page) => shopsPage.pack(page, threshold)),
      [homeButton],
    ],
  }
}
