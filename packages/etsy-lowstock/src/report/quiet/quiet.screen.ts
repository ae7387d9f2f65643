import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { backToStock, button } from '../../stock-buttons.ts'
import { key, shorten } from '../../text.ts'
import { alertsTurned } from '../report.callbacks.ts'
import type { QuietList, QuietListing } from './quiet.service.ts'

/** Listings whose alerts are off here, each with the way back. */
export function quietScreen({ seat: { shop }, shown, total }: QuietList): MessageContent {
  const more = total - shown.length
  const stock = backToStock(shop.id)
  return {
    text:
      total === 0
        ? key('quiet-none', { shop: shop.name })
        : key('quiet', {
            shop: shop.name,
            lines: { lines: shown.map(line) },
            more: more > 0 ? { text: key('quiet-more', { more }) } : '',
          }),
    keyboard: [
      ...shown.map(({ id, title }) => [
        button('quiet-button-on', alertsTurned.pack({ listing: id, turn: 'on', seenOn: 'list' }), {
          name: shorten(title, 28),
        }),
      ]),
      [total === 0 ? primary(stock) : stock, homeButton],
    ],
  }
}

const line = ({ title, until }: QuietListing) =>
  until
    ? key('quiet-line-until', { name: shorten(title, 60), until: { time: until.toISOString(), style: 'datetime' } })
    : key('quiet-line', { name: shorten(title, 60) })
