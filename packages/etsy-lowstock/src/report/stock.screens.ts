import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { linkPressed, stockOpened } from '../callbacks.ts'
import {
  backToStock,
  button,
  itemThresholdOpened,
  linkFirst,
  listingOpened,
  quietListButton,
  thresholdsButton,
} from '../stock-buttons.ts'
import { key, shorten } from '../text.ts'
import type { Item } from './items.ts'
import { alertsTurned, filesAsked, shopChosen, stockMoreOpened, stockTurned } from './report.callbacks.ts'
import type { Seat } from './seats.ts'
import { itemLine, pieceLine } from './stock.lines.ts'
import type { ItemCard, StockPage } from './stock.service.ts'

/** More are few, and fewer are looked at. */
const piecesShown = 10

/** Which shop. */
export function shopsScreen(seats: readonly Seat[]): MessageContent {
  return {
    text: key('stock-shops'),
    keyboard: [
      ...seats.map(({ shop }) => [
        button('stock-button-shop', stockOpened.pack({ shop: shop.id }), { name: shorten(shop.name, 28) }),
      ]),
      [homeButton],
    ],
  }
}

/** A group cannot link one. */
export const noShopScreen = (isGroup: boolean): MessageContent => ({
  text: key('stock-no-shop'),
  ...(isGroup ? {} : { keyboard: linkFirst }),
})

export function stockScreen(view: StockPage, picture: string | undefined): MessageContent {
  const { seat, items, before } = view
  const { shop, role } = seat
  // Without Etsy's permission nothing else matters.
  const isToReconnect = role === 'owner' && shop.state === 'DISCONNECTED'
  const etsy: ButtonSpec = { text: key('stock-button-etsy-short'), url: shop.url }
  return {
    text: key('stock', {
      shop: shop.name,
      looked: { text: lookedLine(view) },
      totals: { text: key('stock-totals', { ...view.totals }) },
      list: items.length === 0 ? { text: key('stock-empty') } : { lines: linesOf(view) },
    }),
    ...(picture === undefined ? {} : { photo: { stored: picture } }),
    keyboard: [
      ...(items.length === 0
        ? []
        : [items.map(({ id }, index) => numberButton(before + index + 1, listingOpened.pack({ listing: id })))]),
      ...turns(view),
      ...(isToReconnect ? [[primary(button('button-reconnect', linkPressed.pack({})))]] : []),
      [
        isToReconnect ? etsy : primary(etsy),
        button('stock-button-more', stockMoreOpened.pack({ shop: shop.id })),
        homeButton,
      ],
    ],
  }
}

const linesOf = ({ items, before }: StockPage): readonly TextSpec[] =>
  items.map((item, index) => itemLine(item, before + index + 1))

function lookedLine({ seat: { shop }, interval }: StockPage): TextSpec {
  const { lookedAt, state, disconnectedAt } = shop
  const relative = (at: Date): TextParam => ({ time: at.toISOString(), style: 'relative' })
  if (state === 'DISCONNECTED')
    return lookedAt
      ? key('stock-disconnected', { at: { time: lookedAt.toISOString(), style: 'datetime' } })
      : key('stock-never-looked')
  if (!lookedAt || disconnectedAt) return key('stock-looking')
  return key('stock-looked', { at: relative(lookedAt), every: { duration: interval } })
}

const numberButton = (at: number, data: string): ButtonSpec => ({ text: key('stock-button-item', { at }), data })

/** ‹ 1 of 10 ›, always in the same places; what leads nowhere cannot be pressed. */
function turns({ seat: { shop }, page, pages }: StockPage): KeyboardSpec {
  const turn = (name: string, to: number): ButtonSpec =>
    to < 0 || to >= pages
      ? { text: key(`stock-button-${name}`), disabled: true }
      : button(`stock-button-${name}`, stockTurned.pack({ shop: shop.id, page: to }))
  const position: ButtonSpec = { text: key('stock-button-page', { page: page + 1, pages }), disabled: true }
  return pages > 1 ? [[turn('previous', page - 1), position, turn('next', page + 1)]] : []
}

/** A listing with each of its variations. */
export function cardScreen({ seat, item }: ItemCard): MessageContent {
  const more = item.pieces.length - piecesShown
  return {
    text: key('stock-card', {
      title: item.title,
      shop: seat.shop.name,
      state: { text: stateLine(item) },
      pieces: { lines: item.pieces.slice(0, piecesShown).map(pieceLine) },
      more: more > 0 ? { text: key('stock-card-more', { more }) } : '',
      quiet: quietLine(item),
    }),
    keyboard: [
      [primary({ text: key('stock-button-etsy'), url: item.url })],
      ...settingRow(seat, item),
      [backToStock(item.shopId), homeButton],
    ],
  }
}

function stateLine({ standing, since, due, quantity, pieces }: Item): TextSpec {
  const at: TextParam = { time: since.toISOString(), style: 'datetime' }
  if (due) return key('stock-card-ordered', { due: { time: due.toISOString(), style: 'date' } })
  return key(`stock-card-${standing}${standing === 'low' && pieces.length > 1 ? '-some' : ''}`, {
    since: at,
    count: quantity,
  })
}

function quietLine({ quiet }: Item): TextParam {
  if (!quiet) return ''
  const { until } = quiet
  if (!until) return { text: key('stock-card-never') }
  return { text: key('stock-card-snoozed', { until: { time: until.toISOString(), style: 'datetime' } }) }
}

function settingRow({ role, chatRef }: Seat, { id, quiet }: Item): KeyboardSpec {
  const turn = quiet ? 'on' : 'off'
  const row = [
    ...(role === 'owner' ? [button('stock-button-threshold', itemThresholdOpened.pack({ level: 'listing', id }))] : []),
    ...(chatRef === undefined
      ? []
      : [button(`stock-button-alerts-${turn}`, alertsTurned.pack({ listing: id, turn, seenOn: 'item' }))]),
  ]
  return row.length === 0 ? [] : [row]
}

/** What is needed seldom. @param hasOthers whether there are other shops to look at */
export function moreScreen({ shop, role, chatRef }: Seat, hasOthers: boolean): MessageContent {
  return {
    text: key('stock-more', {
      shop: shop.name,
      files: role === 'group' ? '' : { text: key('stock-more-files') },
    }),
    keyboard: [
      ...(role === 'group' ? [] : [[button('stock-button-files', filesAsked.pack({ shop: shop.id }))]]),
      ...(role === 'owner' ? [[thresholdsButton(shop.id, 'stock-button-thresholds')]] : []),
      ...(chatRef === undefined ? [] : [[quietListButton(shop.id)]]),
      ...(hasOthers ? [[button('stock-button-shops', shopChosen.pack({}))]] : []),
      [backToStock(shop.id), homeButton],
    ],
  }
}
