import type { WalkKind } from './kinds.ts'
import { formOf, type Rules } from './rules.ts'
import { temperatureFactor } from './temperature.ts'

/** How points come about. Factors are hundredths. */
export interface Formula {
  readonly steps: number
  readonly rate: number
  readonly form: number
  readonly temperature: number
  readonly boost: number
  readonly points: bigint
}

/** @param feelsLike tenths of a degree; nothing where it could not be told */
export function pointsFor(rules: Rules, kind: WalkKind, steps: number, feelsLike: number | undefined): Formula {
  const { rate, boost } = rules
  const form = formOf(rules, kind)
  const temperature = temperatureFactor(rules, kind, feelsLike)
  // Floored once, at the end.
  const points = (BigInt(steps) * BigInt(rate) * BigInt(form) * BigInt(temperature) * BigInt(boost)) / 1_000_000_000n
  return { steps, rate, form, temperature, boost, points }
}
