import { shorten, type TextSpec } from '@bazaar/core/i18n'
import type { KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary, success } from '@bazaar/core/screens'
import { mostOfOne } from '../etsy/index.ts'
import { button, restockAsked } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { backToListing, itemOf } from './names.ts'
import { amountAsked, amountChosen, confirmed } from './restock.callbacks.ts'
import type { Asked, Target, Wanted } from './types.ts'

/** More variations than these are chosen on the listing's own page at Etsy. */
const mostShown = 12
const steps = [1, 5, 10] as const

/** Which variation, where there are several. */
export function whichScreen(targets: readonly [Target, ...Target[]]): MessageContent {
  const [first] = targets
  const more = targets.length - mostShown
  return {
    text: key('restock-which', {
      item: shorten(first.title, 90),
      shop: first.shop,
      more: more > 0 ? { text: key('restock-which-more', { more }) } : '',
    }),
    keyboard: [
      ...targets.slice(0, mostShown).map(({ variationId: id, variation }) => [
        button('restock-button-variation', restockAsked.pack({ level: 'variation', id, from: 'screen' }), {
          name: shorten(variation, 30),
        }),
      ]),
      [backToListing(first), homeButton],
    ],
  }
}

/** How many pieces there are, and how many there shall be. */
export function amountScreen({ target, now, sharing, usual }: Asked): MessageContent {
  const variation = target.variationId
  const to = (name: string, after: number, value: number) =>
    button(name, amountChosen.pack({ variation, before: now, after }), { value })
  const more = steps
    .filter((step) => now + step <= mostOfOne)
    .map((step) => to('restock-button-more', now + step, step))
  const isNew = usual !== undefined && steps.every((step) => now + step !== usual)
  const other = button('restock-button-other', amountAsked.pack({ variation, before: now }))
  return {
    text: key('restock-amount', {
      item: itemOf(target),
      shop: target.shop,
      now,
      sharing: sharing > 0 ? { text: key('restock-sharing') } : '',
    }),
    keyboard: [
      ...(more.length > 0 ? [more] : []),
      ...(isNew ? [[to('restock-button-usual', usual, usual)]] : []),
      [primary(other)],
      [backToListing(target), homeButton],
    ],
  }
}

/** What is about to happen, before it happens. */
export function confirmScreen(target: Target, { variation, before, after, token }: Wanted): MessageContent {
  return {
    text: key('restock-confirm', {
      item: itemOf(target),
      shop: target.shop,
      before,
      after,
      notes: { lines: notesOf(target, before) },
    }),
    keyboard: [
      [success(button('restock-button-set', confirmed.pack({ variation, before, after, token }), { after }))],
      ...backRows(target),
    ],
  }
}

function notesOf({ isSoldOut, elsewhere }: Target, before: number): readonly TextSpec[] {
  return [
    ...(isSoldOut ? [key('restock-note-sold-out')] : []),
    key(before === 0 && elsewhere === 0 ? 'restock-note-no-undo' : 'restock-note-undo'),
  ]
}

/** One step back, and out. */
const backRows = ({ variationId: id }: Target): KeyboardSpec => [
  [button('restock-back', restockAsked.pack({ level: 'variation', id, from: 'screen' })), homeButton],
]

/** There are so many already. */
export const sameScreen = (target: Target, now: number): MessageContent => ({
  text: key('restock-same', { item: itemOf(target), now }),
  keyboard: backRows(target),
})
