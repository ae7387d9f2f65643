import { money, shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { stockOpened } from '../callbacks.ts'
import { restockAsked } from '../stock-buttons.ts'
import { key } from '../text.ts'
import {
  alertOpened,
  neverPressed,
  orderAsked,
  orderDayAsked,
  orderPressed,
  postAsked,
  snoozeAsked,
  snoozePressed,
  undonePressed,
} from './callbacks.ts'
import type { Facts } from './facts.ts'
import type { AlertView } from './types.ts'

const titleLetters = 90
const listLetters = 48

const day = (at: Date): TextParam => ({ time: at.toISOString(), style: 'date' })
const moment = (at: Date): TextParam => ({ time: at.toISOString(), style: 'datetime' })

/** `Mug, L, Red`. */
function itemOf({ title, variation }: Pick<Facts, 'title' | 'variation'>, letters = titleLetters): TextParam {
  const short = shorten(title, letters)
  return variation === '' ? short : { text: key('item', { title: short, variation: shorten(variation, 40) }) }
}

/** Days are told whole; less than one is told as such. */
function paceLine({ daysLeft }: Facts): readonly TextSpec[] {
  if (!daysLeft) return []
  const { at14, at30 } = daysLeft
  if (at14 === null && at30 === null) return []
  const whole = (left: number | null) => (left === null ? 0 : Math.floor(left))
  if (at14 === null) return [key('alert-days-30', { days: whole(at30) })]
  if (at30 === null || whole(at30) === whole(at14)) return [key('alert-days-14', { days: whole(at14) })]
  return [key('alert-days-both', { days: whole(at14), slower: whole(at30) })]
}

/** Told as sold out, also by a reminder: what is left, and for how long, needs no words. */
const isOut = ({ kind, facts }: AlertView): boolean => kind === 'out' || (kind === 'due' && facts.quantity === 0)

function lines(view: AlertView): readonly TextSpec[] {
  const { shop, sku, quantity, price, cause, threshold } = view.facts
  const out = isOut(view)
  return [
    key('alert-shop', { shop }),
    ...(sku === '' ? [] : [key('alert-sku', { sku: shorten(sku, 60) })]),
    ...(out ? [] : [key('alert-left', { quantity })]),
    key(out ? 'alert-last-price' : 'alert-price', { price: money(BigInt(price.minor), price.currency) }),
    ...(threshold && !out
      ? [key(`alert-threshold-${threshold.by}-${threshold.from}`, { value: threshold.value })]
      : []),
    ...(out ? [] : paceLine(view.facts)),
    ...(cause ? [key(`alert-cause-${cause}`)] : []),
    key('alert-seen', { at: moment(view.at) }),
  ]
}

const overs = { back: 'alert-over', enough: 'alert-over-enough', off: 'alert-over-off' } as const

/** What became of it since: this chat wants to hear no more, it is back, somebody ordered more. That something is back stays as it was told. */
function stateLine({ kind, over, order, quiet }: AlertView): readonly TextSpec[] {
  if (kind === 'back') return []
  if (quiet && !quiet.until) return [key('alert-never')]
  if (over) return [key(overs[over.by], { at: moment(over.at) })]
  if (quiet?.until) return [key('alert-snoozed', { until: moment(quiet.until) })]
  if (order) return [key('alert-ordered', { due: day(order.dueAt) })]
  return []
}

const link = ({ facts }: AlertView): ButtonSpec => ({ text: key('button-open-etsy'), url: facts.url })

const postButton = (alert: bigint): ButtonSpec => ({ text: key('button-post'), data: postAsked.pack({ alert }) })

const restockButton = ({ restock }: AlertView): readonly ButtonSpec[] =>
  restock ? [{ text: key('button-restock'), data: restockAsked.pack({ ...restock, from: 'alert' }) }] : []

function buttons(view: AlertView): KeyboardSpec {
  const { id: alert, kind, over, quiet, order, shopId } = view
  const stock: ButtonSpec = { text: key('button-stock'), data: stockOpened.pack({ shop: shopId }) }
  if (kind === 'back') return [[postButton(alert)], [link(view), stock]]
  if (quiet && (!over || !quiet.until))
    return [[{ text: key('button-alerts-on'), data: undonePressed.pack({ alert }) }], [link(view), stock]]
  if (over) return [[link(view), stock]]
  if (order)
    return [
      [{ text: key('button-not-ordered'), data: undonePressed.pack({ alert }) }, ...restockButton(view)],
      [link(view), stock],
    ]
  return [
    [primary({ text: key('button-ordered'), data: orderAsked.pack({ alert }) }), ...restockButton(view)],
    [
      { text: key('button-snooze'), data: snoozeAsked.pack({ alert }) },
      { text: key('button-never'), data: neverPressed.pack({ alert }) },
    ],
    [link(view), stock],
  ]
}

/** How texts call what happened. */
const names = { out: 'out', low: 'low', back: 'restocked', due: 'due' } as const

/** One alert, as it reads now. */
export function alertContent(view: AlertView): MessageContent {
  const { facts, kind } = view
  const name =
    kind === 'due'
      ? `alert-due-${facts.due ?? 'order'}-${facts.quantity === 0 ? 'out' : 'low'}`
      : `alert-${names[kind]}`
  return {
    text: key(name, { item: itemOf(facts), lines: { lines: [...lines(view), ...stateLine(view)] } }),
    keyboard: buttons(view),
  }
}

/** So many listings stand in one message about many. */
const mostListed = 15

/** Much happened at once: one message with a line for each. */
export function manyContent(
  shop: string,
  shopId: bigint,
  all: readonly Pick<AlertView, 'kind' | 'facts'>[],
): MessageContent {
  const shown = all.slice(0, mostListed)
  const more = all.length - shown.length
  return {
    text: key('alert-many', {
      shop,
      count: all.length,
      lines: {
        lines: [
          ...shown.map(({ kind, facts }) =>
            key(`alert-many-${names[kind]}`, { item: itemOf(facts, listLetters), quantity: facts.quantity }),
          ),
          ...(more > 0 ? [key('alert-many-more', { more })] : []),
        ],
      },
    }),
    keyboard: [[primary({ text: key('button-stock'), data: stockOpened.pack({ shop: shopId }) })], [homeButton]],
  }
}

const snoozeDays = [1, 3, 7] as const
/** In rows: what its button is called, and how many days it is. */
const orderDays = [
  [
    ['3-days', 3],
    ['week', 7],
  ],
  [
    ['fortnight', 14],
    ['month', 30],
  ],
] as const

/** For how long. */
export function snoozeContent({ id: alert, facts }: AlertView): MessageContent {
  return {
    text: key('snooze-ask', { item: itemOf(facts) }),
    keyboard: [
      snoozeDays.map((days) => ({
        text: key('button-for', { time: { duration: days * 86_400 } }),
        data: snoozePressed.pack({ alert, days }),
      })),
      [{ text: key('button-back'), data: alertOpened.pack({ alert }) }],
    ],
  }
}

/** When what was ordered is to be there. A group is not asked for another day: it could not answer. */
export function orderContent({ id: alert, facts }: AlertView, isPrivate: boolean): MessageContent {
  return {
    text: key('order-ask', { item: itemOf(facts) }),
    keyboard: [
      ...orderDays.map((row) =>
        row.map(([name, days]) => ({ text: key(`button-in-${name}`), data: orderPressed.pack({ alert, days }) })),
      ),
      ...(isPrivate ? [[{ text: key('button-another-day'), data: orderDayAsked.pack({ alert }) }]] : []),
      [{ text: key('button-back'), data: alertOpened.pack({ alert }) }],
    ],
  }
}
