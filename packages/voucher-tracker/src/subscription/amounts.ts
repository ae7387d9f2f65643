import { AppError } from '@bazaar/core/errors'
import { currencyIn, readAmount } from '@bazaar/core/numbers'

const maxAmounts = 20
const most = 999_999n
/** Less is no voucher: `1,500` is one amount, `100,500` may be two. */
const least = 10n

/**
 * Reads what follows /track: "100 500", "₹100, 500 Rs", "1,500". Empty = any amount. Face values in minor units, sorted, each once.
 * @throws AppError for what is none, is in another currency, or may be one amount as well as two
 */
export function parseAmounts(text: string, currency: string): readonly bigint[] {
  refuseSplitThousands(text)
  const words = text.split(/[\s;]+|,(?=\s|$)/).filter((word) => word !== '' && currencyIn(word, currency) !== 'wanted')
  const amounts = words.flatMap((word) => readWord(word, currency))
  if (amounts.length > maxAmounts) throw new AppError('voucher-tracker-too-many-amounts', { max: maxAmounts }, 400)
  return [...new Set(amounts)].map((amount) => amount * 100n).sort((a, b) => Number(a - b))
}

/** A list is written with spaces, so "1 500" and "10 000" may be either. */
function refuseSplitThousands(text: string): void {
  const [pair] = /(?<![\d.,])(?:\d\s+\d{3}|\d{1,3}\s+0\d\d)(?![\d.,])/.exec(text) ?? []
  if (pair !== undefined) throw unclear(pair, pair.split(/\s+/))
}

function readWord(word: string, currency: string): readonly bigint[] {
  if (currencyIn(word, currency) === 'foreign') throw foreign(word, currency)
  const reading = readAmount(word, currency, 0)
  if (reading.outcome === 'foreign') throw foreign(reading.unit, currency)
  const parts = word.split(/,(?!000(?!\d))/).filter((part) => part !== '')
  if (reading.outcome !== 'read' && parts.length > 1) {
    const [pair] = /(?<![\d.])\d,(?!000)\d{3}(?!\d)/.exec(word) ?? []
    if (pair !== undefined) throw unclear(pair, pair.split(','))
    return parts.flatMap((part) => readWord(part, currency))
  }
  if (reading.outcome !== 'read' || reading.value < 1n || reading.value > most)
    throw new AppError('voucher-tracker-bad-amount', { word: word.slice(0, 32) }, 400)
  if (parts.length > 1 && parts.every((part) => isVoucher(part, currency))) throw unclear(word, parts)
  return [reading.value]
}

function isVoucher(part: string, currency: string): boolean {
  const reading = readAmount(part, currency, 0)
  return reading.outcome === 'read' && reading.value >= least
}

const foreign = (unit: string, currency: string): AppError =>
  new AppError('voucher-tracker-foreign-amount', { unit, currency }, 400)

const unclear = (word: string, parts: readonly string[]): AppError =>
  new AppError('voucher-tracker-unclear-amount', { word, one: parts.join(''), several: parts.join(', ') }, 400)
