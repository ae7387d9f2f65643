import { shorten, type TextParam } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { backToStock, button } from '../../stock-buttons.ts'
import { key } from '../../text.ts'
import { quietEnded } from '../report.callbacks.ts'
import type { QuietItem, QuietList } from './quiet.service.ts'

const letters = { line: 60, button: 28, variation: 12 } as const

/** `Mug · L`: a variation is named, however long the title is. */
function nameOf({ title, variation }: QuietItem, most: number): TextParam {
  if (variation === '') return shorten(title, most)
  const short = shorten(variation, letters.variation)
  return { text: key('item', { title: shorten(title, most - [...short].length - 3), variation: short }) }
}

/** What there are no alerts about here, each with the way back. */
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
      ...shown.map((one) => [
        button('quiet-button-on', quietEnded.pack({ shop: shop.id, quiet: one.id }), {
          name: nameOf(one, letters.button),
        }),
      ]),
      [total === 0 ? primary(stock) : stock, homeButton],
    ],
  }
}

function line(item: QuietItem) {
  const { until } = item
  const name = nameOf(item, letters.line)
  return until
    ? key('quiet-line-until', { name, until: { time: until.toISOString(), style: 'datetime' } })
    : key('quiet-line', { name })
}
