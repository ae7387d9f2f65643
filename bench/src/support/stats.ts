/** Middle, least and greatest of one figure over the rounds. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @param share 0.5 = the median; nearest rank */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits))

export function spread(values: readonly number[], digits = 1): Spread {
  const at = (share: number): number => round(percentile(values, share), digits)
  return { median: at(0.5), min: at(0), max: at(1) }
}
