import { readQuantity } from '@bazaar/core/numbers'
import type { Threshold } from '../stock/index.ts'

const most = { units: 9999, days: 365 } as const
const words = {
  units: /^(?:|pcs?|pieces?|units?|items?|шт|штук[аи]?|единиц[аы]?)$/u,
  days: /^(?:d|days?|д|дн|дней|день|дня)$/u,
} as const

/** `5`, `5 pieces`, `7 days`, `7 дней`: pieces unless it says days. Nothing where it says neither, or more than makes sense. */
export function readThreshold(written: string): Threshold | undefined {
  const text = written.trim().replace(/\.$/, '')
  const reading = readQuantity(text)
  if (reading.outcome !== 'read') return undefined
  const unit = /\p{L}*$/u.exec(text)?.[0].toLowerCase() ?? ''
  const by = words.units.test(unit) ? 'units' : words.days.test(unit) ? 'days' : undefined
  return by && within({ value: Number(reading.value), by })
}

/** Days begin with one: what lasts no day is sold out. */
export function within(threshold: Threshold): Threshold | undefined {
  const { value, by } = threshold
  const least = by === 'days' ? 1 : 0
  return Number.isInteger(value) && value >= least && value <= most[by] ? threshold : undefined
}
