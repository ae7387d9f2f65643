import type { WalkKind } from './kinds.ts'
import type { Rules } from './rules.ts'

/** Beyond these nobody is paid more for going out, whatever a table says. Tenths of a degree Celsius. */
const safe = { dog: { min: -250, max: 350 }, stroller: { min: -150, max: 300 } } as const

const tableOf = (kind: WalkKind): 'dog' | 'stroller' => (kind === 'dog' ? 'dog' : 'stroller')

/** Whether it is too cold or too hot to be out for long with this company. @param feelsLike tenths of a degree */
export function isUnsafe(kind: WalkKind, feelsLike: number): boolean {
  const { min, max } = safe[tableOf(kind)]
  return feelsLike < min || feelsLike > max
}

/** Hundredths. @param feelsLike tenths of a degree; nothing where it could not be told */
export function temperatureFactor(rules: Rules, kind: WalkKind, feelsLike: number | undefined): number {
  if (feelsLike === undefined) return 100
  const { below, steps } = rules.temperature[tableOf(kind)]
  const reached = steps.filter(({ from }) => feelsLike >= from * 10).toSorted((a, b) => b.from - a.from)
  const factor = reached[0]?.factor ?? below
  return isUnsafe(kind, feelsLike) ? Math.min(100, factor) : factor
}
