import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { turns } from '../pages.ts'
import { button, itemThresholdOpened, restockButton } from '../stock-buttons.ts'
import { key } from '../text.ts'
import type { Item } from './items.ts'
import { alertsTurned, cardTurned, stockTurned } from './report.callbacks.ts'
import type { Seat } from './seats.ts'
import { pieceLine } from './stock.lines.ts'
import type { ItemCard } from './stock.service.ts'

/** A listing with some of its variations, those with the fewest pieces first. */
export function cardScreen({ seat, item, at, pieces, listedOn, mayRestock }: ItemCard): MessageContent {
  return {
    text: key('stock-card', {
      title: item.title,
      shop: seat.shop.name,
      state: { text: stateLine(item) },
      pieces: { lines: pieces.map(pieceLine) },
      quiet: quietLine(item),
    }),
    keyboard: [
      [primary({ text: key('stock-button-etsy'), url: item.url })],
      ...turns(at, (page) => cardTurned.pack({ listing: item.id, page })),
      ...(mayRestock ? [[restockButton('listing', item.id)]] : []),
      ...settingRow(seat, item),
      [button('stock-button-back', stockTurned.pack({ shop: item.shopId, page: listedOn })), homeButton],
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
