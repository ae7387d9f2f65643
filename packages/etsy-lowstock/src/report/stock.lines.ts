import { money, shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import { fewestDays } from '../stock/index.ts'
import { key } from '../text.ts'
import { inForceText } from '../threshold/index.ts'
import { type Item, type Piece, worstOf } from './items.ts'

const secondsADay = 86_400
/** Two lines on a phone for each listing. */
const longest = { title: 32, variation: 12, both: 12 } as const

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

/** The worst with what is left of it, "S: 0"; the next too, "S: 0; M: 2", where their names are short. */
function worstNamed(pieces: readonly Piece[]): TextSpec {
  const short = pieces.filter(({ isLow, isOut }) => isLow || isOut)
  const [worst, next] = short
  if (!worst) return key('stock-left', { count: 0 })
  const first = { text: named(worst) }
  if (!next) return named(worst)
  return worst.name.length + next.name.length > longest.both
    ? key('stock-worst', { first, more: short.length - 1 })
    : key('stock-two', { first, second: { text: named(next) } })
}

const named = ({ name, quantity: count }: Piece): TextSpec =>
  key('stock-variation', { name: shorten(name, longest.variation), count })

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
