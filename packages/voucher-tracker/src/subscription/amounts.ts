import { AppError } from '@bazaar/core/errors'

const maxAmounts = 20

/** Reads what follows /track: "100 500", "₹100, 500 Rs". Empty = any amount. Face values in minor units, sorted, each once. */
export function parseAmounts(text: string): readonly bigint[] {
  const words = text
    .replaceAll(/₹|\b(?:rs|inr|rupees?)\b\.?/gi, ' ')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  const wrong = words.find((word) => !/^[1-9]\d{0,5}$/.test(word))
  if (wrong !== undefined) throw new AppError('voucher-tracker-bad-amount', { word: wrong.slice(0, 32) }, 400)
  if (words.length > maxAmounts) throw new AppError('voucher-tracker-too-many-amounts', { max: maxAmounts }, 400)
  const amounts = new Set(words.map((word) => BigInt(word) * 100n))
  return [...amounts].sort((a, b) => Number(a - b))
}
