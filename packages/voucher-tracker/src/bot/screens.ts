import type { SayOptions } from '@bazaar/core/bot'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { homeButton, menuButton, primary } from '@bazaar/core/screens'
import { press } from '../callbacks.ts'
import type { StockView } from '../stock/index.ts'
import { amountList, stockLine } from '../stock-lines.ts'
import type { Following, StatusView, SubscriptionView, TrackResult } from '../subscription/index.ts'

export interface Screen {
  readonly text: TextSpec
  readonly options: SayOptions
}

type Action = Parameters<typeof press.pack>[0]['action']

const button = (action: Action): ButtonSpec => ({
  text: { key: `voucher-tracker-button-${action}` },
  data: press.pack({ action }),
})
const shopButton = (stock: StockView): ButtonSpec =>
  primary({ text: { key: 'voucher-tracker-button-shop' }, url: stock.shopUrl })
export const key = (name: string, params: Readonly<Record<string, TextParam>> = {}): TextSpec => ({
  key: `voucher-tracker-${name}`,
  params,
})

export function watched({ faces, currency }: SubscriptionView): TextSpec {
  return amountList(faces, currency) ?? key('any-amount')
}

/** When the shop was read; says so when it does not answer just now. */
function freshness(stock: StockView): TextSpec {
  if (stock.readAt === undefined) return key(stock.isFailing ? 'never-read-failing' : 'never-read')
  const time = stock.readAt.toISOString()
  // Messages stay: a number of seconds would be wrong a moment later.
  if (stock.isFailing) return key('last-confirmed', { time: { time, style: 'datetime' } })
  return key('checked', { time: { time, style: 'relative' } })
}

/**
 * The present stock with its age. While the shop does not answer nobody reads "sold out": at best what was there last.
 * @param faces what `stock` was narrowed to
 */
function stockText(stock: StockView, faces: readonly bigint[] = []): TextSpec {
  if (stock.readAt === undefined) return freshness(stock)
  const fresh = { text: freshness(stock) }
  if (stock.inStock.length > 0)
    return key(stock.isFailing ? 'stock-some-last' : 'stock-some', {
      lines: { lines: stock.inStock.map(stockLine) },
      freshness: fresh,
    })
  if (stock.isFailing) return freshness(stock)
  const soldOut = amountList(stock.soldOut, stock.currency)
  if (soldOut !== undefined) return key('stock-sold-out', { amounts: { text: soldOut }, freshness: fresh })
  const followed = amountList(faces, stock.currency)
  if (followed === undefined || stock.others.length === 0) return key('stock-none', { freshness: fresh })
  return key('stock-others', {
    amounts: { text: followed },
    count: faces.length,
    lines: { lines: stock.others.map(stockLine) },
    freshness: fresh,
  })
}

export function checkScreen(stock: StockView, outcome: 'skipped' | 'other'): Screen {
  const params = { shop: stock.shop, stock: { text: stockText(stock) } }
  const keyboard = stock.inStock.length > 0 ? [[shopButton(stock)], [homeButton]] : [[button('status'), homeButton]]
  // "Newest there is" only makes sense when it was not looked at just now.
  return {
    text: key(outcome === 'skipped' && stock.ageSeconds >= 5 && !stock.isFailing ? 'check-recent' : 'check', params),
    options: { keyboard },
  }
}

export function trackScreen({ outcome, subscription, stock, unlisted }: TrackResult): Screen {
  const missing = amountList(unlisted, stock.currency)
  const hasStock = stock.inStock.length > 0
  const text = key('tracked', {
    headline: { text: key(`tracked-${outcome}`, { amounts: { text: watched(subscription) }, shop: stock.shop }) },
    stock: { text: stockText(stock, subscription.faces) },
    note:
      missing === undefined ? '' : { text: key('tracked-unlisted', { amounts: { text: missing }, shop: stock.shop }) },
    next: { text: key(hasStock ? 'tracked-next-has-stock' : 'tracked-next') },
  })
  const keyboard = hasStock
    ? [[shopButton(stock)], [button('have')], [button('keep')], [homeButton]]
    : [[button('stop'), button('status')], [homeButton]]
  return { text, options: { keyboard } }
}

export function untrackScreen(): Screen {
  return { text: key('untracked'), options: { keyboard: [[primary(button('undo'))], [button('status'), homeButton]] } }
}

/** A button for every change that is possible from here, the main one first. */
const actions: Readonly<Record<Following, readonly (readonly Action[])[]>> = {
  none: [['start'], ['check']],
  watching: [['check'], ['have', 'stop']],
  alerted: [['again'], ['check', 'stop']],
  ended: [['start'], ['check']],
}

export function instant(date: Date | 'soon' | undefined): TextParam {
  if (date === 'soon') return { text: key('status-soon') }
  return date === undefined ? { text: key('status-never') } : { time: date.toISOString(), style: 'datetime' }
}

export function statusScreen({ subscription, stock, nextLookAt }: StatusView): Screen {
  const rows = actions[subscription.following].map((row, index) =>
    row.map((action) => (index === 0 ? primary(button(action)) : button(action))),
  )
  const keyboard = [...rows, [menuButton]]
  if (subscription.following === 'none') {
    return { text: key('welcome', { shop: stock.shop, stock: { text: stockText(stock) } }), options: { keyboard } }
  }
  const text = key('status', {
    state: {
      text: key(`status-${subscription.following}`, { amounts: { text: watched(subscription) }, shop: stock.shop }),
    },
    stock: { text: stockText(stock) },
    lastCheck: instant(stock.readAt),
    lastAlert: instant(subscription.alertedAt),
    nextCheck: instant(nextLookAt),
  })
  return { text, options: { keyboard } }
}
