import { shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { linkPressed, stockOpened } from '../callbacks.ts'
import { turns } from '../pages.ts'
import { button, linkFirst, listingOpened } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { pictureOpened, shopsTurned, stockMoreOpened, stockTurned } from './report.callbacks.ts'
import type { SeatsPage } from './seats.ts'
import { itemLine } from './stock.lines.ts'
import type { StockPage } from './stock.service.ts'

/** Which shop. @param name what all of them have in their names: the others are found by more of it */
export function shopsScreen({ seats, total, at }: SeatsPage, name = ''): MessageContent {
  const more = total - seats.length
  return {
    text: name !== '' && more > 0 ? key('stock-shops-named', { name, more }) : key('stock-shops'),
    keyboard: [
      ...seats.map(({ shop }) => [
        button('stock-button-shop', stockOpened.pack({ shop: shop.id }), { name: shorten(shop.name, 28) }),
      ]),
      ...(name === '' ? turns(at, (page) => shopsTurned.pack({ page })) : []),
      [homeButton],
    ],
  }
}

/** A group cannot link one. */
export const noShopScreen = (isGroup: boolean): MessageContent => ({
  text: key('stock-no-shop'),
  ...(isGroup ? {} : { keyboard: linkFirst }),
})

/** One page in words: a number for each listing. */
export function stockScreen(view: StockPage): MessageContent {
  const { seat, items, at } = view
  const { id: shop, name } = seat.shop
  const numbers = items.map(({ id }, index) =>
    button('stock-button-item', listingOpened.pack({ listing: id }), { at: at.before + index + 1 }),
  )
  return {
    text: key('stock', {
      shop: name,
      ...headOf(view),
      list: items.length === 0 ? { text: key('stock-empty') } : { lines: linesOf(view) },
    }),
    keyboard: [
      ...(items.length === 0 ? [] : [numbers]),
      ...turns(at, (page) => stockTurned.pack({ shop, page })),
      ...reconnectRow(view),
      [...pictureButton(view), button('stock-button-more', stockMoreOpened.pack({ shop })), homeButton],
    ],
  }
}

/** The same page as a picture, for whoever would rather look than read. */
export function pictureScreen(view: StockPage, picture: string): MessageContent {
  const { seat, at } = view
  const { id: shop, name } = seat.shop
  const list = primary(button('stock-button-list', stockTurned.pack({ shop, page: at.page })))
  return {
    text: key('stock-picture', { shop: name, ...headOf(view) }),
    photo: { stored: picture },
    keyboard: [...turns(at, (page) => pictureOpened.pack({ shop, page })), [list, homeButton]],
  }
}

const headOf = (view: StockPage) => ({
  looked: { text: lookedLine(view) },
  totals: { text: key('stock-totals', { ...view.totals }) },
})

const linesOf = ({ items, at }: StockPage): readonly TextSpec[] =>
  items.map((item, index) => itemLine(item, at.before + index + 1))

/** Without Etsy's permission nothing else matters. */
const isToReconnect = ({ seat: { shop, role } }: StockPage): boolean =>
  role === 'owner' && shop.state === 'DISCONNECTED'

const reconnectRow = (view: StockPage): KeyboardSpec =>
  isToReconnect(view) ? [[primary(button('button-reconnect', linkPressed.pack({})))]] : []

function pictureButton(view: StockPage): readonly ButtonSpec[] {
  if (view.items.length === 0) return []
  const { seat, at } = view
  const picture = button('stock-button-picture', pictureOpened.pack({ shop: seat.shop.id, page: at.page }))
  return [isToReconnect(view) ? picture : primary(picture)]
}

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
