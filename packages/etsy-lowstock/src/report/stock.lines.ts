import { money, shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import { fewestDays } from '../stock/index.ts'
import { key } from '../text.ts'
import { inForceText } from '../threshold/index.ts'
import { type Item, type Piece, worstOf } from './items.ts'

const secondsADay = 86_400
const longest = { title: 32, variation: 16, worst: 2 } as const

/** "≈ 3 days", as a parameter that may be nothing. */
function daysParam(days: number | undefined): TextParam {
  return days === undefined ? '' : { text: key('stock-days', { days: { duration: days * secondsADay } }) }
}

/** One listing in a line or two, with its number in the list. What is hidden is never listed. */
export function itemLine(item: Item, at: number): TextSpec {
  return key(`stock-line-${item.standing}`, {
    at,
    title: shorten(item.title, longest.title),
    what: { text: whatOf(item) },
    quiet: item.quiet ? { text: key('stock-line-quiet') } : '',
  })
}

function whatOf(item: Item): TextSpec {
  const { standing, since, due, pieces } = item
  if (standing === 'ordered' && due) return key('stock-ordered', { due: { time: due.toISOString(), style: 'date' } })
  if (standing === 'out') return key('stock-out', { since: { time: since.toISOString(), style: 'date' } })
  if (standing === 'low' && pieces.length > 1) return worstNamed(pieces)
  const left = { text: key('stock-left', { count: item.quantity }) }
  return key('stock-lasts', { left, days: daysParam(shortestOf(worstOf(item))) })
}

const shortestOf = (piece: Piece | undefined) => (piece && piece.quantity > 0 ? fewestDays(piece.daysLeft) : undefined)

/** The worst two with what is left of them: "S: 0; M: 2". */
function worstNamed(pieces: readonly Piece[]): TextSpec {
  const [first, second] = pieces
    .filter(({ isLow, isOut }) => isLow || isOut)
    .slice(0, longest.worst)
    .map(({ name, quantity: count }) => key('stock-variation', { name: shorten(name, longest.variation), count }))
  if (!first) return key('stock-left', { count: 0 })
  return second ? key('stock-two', { first: { text: first }, second: { text: second } }) : first
}

const leftText = (count: number): TextSpec => (count === 0 ? key('stock-none-left') : key('stock-left', { count }))

/** One variation on the card of its listing, with all that is known. */
export function pieceLine(piece: Piece): TextSpec {
  const { at14, at30 } = piece.daysLeft
  const lasts = at14 ?? at30
  return key('stock-piece', {
    name: piece.name === '' ? '' : { text: key('stock-piece-name', { name: shorten(piece.name, 40) }) },
    left: { text: leftText(piece.quantity) },
    price: money(piece.price.minor, piece.price.currency),
    sku: piece.sku === '' ? '' : { text: key('stock-piece-sku', { sku: shorten(piece.sku, 32) }) },
    days:
      piece.quantity === 0 || lasts === undefined || at30 === undefined
        ? ''
        : {
            text: key(at14 === undefined ? 'stock-piece-days-month' : 'stock-piece-days', {
              days: { duration: lasts * secondsADay },
              month: { duration: at30 * secondsADay },
            }),
          },
    threshold: { text: inForceText(piece.threshold) },
  })
}
