import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { restockSettingOpened } from '../callbacks.ts'
import { button, restockAsked } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { backToListing, itemOf } from './names.ts'
import { confirmed, undone, wentOn } from './restock.callbacks.ts'
import type { Failure, Result, Target } from './types.ts'

const atEtsy = ({ url }: Target): ButtonSpec => ({ text: key('button-open-etsy'), url })

/** What came of it. */
export function resultScreen(result: Result): MessageContent {
  const { target, restock, outcome } = result
  const item = itemOf(target)
  const { before, after } = restock
  const ways: KeyboardSpec = [[backToListing(target), homeButton]]
  if (outcome.kind === 'done') return doneScreen(result, outcome.undoUntil)
  if (outcome.kind === 'undone') return { text: key('restock-undone', { item, before, after }), keyboard: ways }
  if (outcome.kind === 'undo-late')
    return { text: key('restock-undo-late', { item, after }), keyboard: [...again(result), ...ways] }
  const [from, to] = result.isUndo ? [after, before] : [before, after]
  return {
    text: key('restock-failed', { item, from, to, why: { text: whyText(outcome, result) } }),
    keyboard: [...nextStep(outcome, result), ...ways],
  }
}

function doneScreen({ target, restock }: Result, undoUntil: Date | undefined): MessageContent {
  const { id, before, after } = restock
  const { isSoldOut } = target
  const undo = undoUntil ? [[button('restock-button-undo', undone.pack({ restock: id }))]] : []
  return {
    text: key('restock-done', {
      ...{ item: itemOf(target), before, after },
      notes: {
        lines: [
          key('alert-shop', { shop: target.shop }),
          ...(isSoldOut ? [key('restock-still-sold-out')] : []),
          ...(undoUntil
            ? [key('restock-undo-until', { until: { time: undoUntil.toISOString(), style: 'time' } })]
            : []),
        ],
      },
    }),
    keyboard: [...(isSoldOut ? [[primary(atEtsy(target))]] : []), ...undo, [backToListing(target), homeButton]],
  }
}

function whyText(failure: Failure, { target }: Result): TextSpec {
  const name = `restock-why-${failure.kind}`
  if (failure.kind === 'changed') return key(name, { now: failure.now })
  if (failure.kind === 'refused')
    return failure.said === '' ? key('restock-why-refused-silent') : key(name, { said: failure.said })
  if (failure.kind === 'quota') return key(name, { until: { time: failure.until.toISOString(), style: 'datetime' } })
  return key(name, { shop: target.shop })
}

const again = ({ target }: Result): KeyboardSpec => [
  [
    primary(
      button('restock-button-again', restockAsked.pack({ level: 'variation', id: target.variationId, from: 'screen' })),
    ),
  ],
]

function sameAgain({ target: { variationId: variation }, restock, isUndo }: Result): string {
  const { id, before, after, token } = restock
  return isUndo ? undone.pack({ restock: id }) : confirmed.pack({ variation, before, after, token })
}

/** What is good to do about it. */
function nextStep(failure: Failure, result: Result): KeyboardSpec {
  const { target, restock } = result
  const { id } = restock
  switch (failure.kind) {
    case 'unknown':
      return [[primary(button('restock-button-look', wentOn.pack({ restock: id })))]]
    case 'not-allowed':
      return [[primary(button('restock-button-allow-again', restockSettingOpened.pack({ shop: target.shopId })))]]
    case 'changed':
    case 'newer':
      return again(result)
    case 'unavailable':
    case 'not-taken':
    case 'conflict':
    case 'busy':
      return [[primary(button('restock-button-try', sameAgain(result)))]]
    case 'quota':
    case 'disconnected':
      return []
    default:
      return [[primary(atEtsy(target))]]
  }
}
