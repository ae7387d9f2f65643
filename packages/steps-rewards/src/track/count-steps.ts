import type { Reason, Tally } from './advance.ts'

const stepCm = 75

/** A walk in steps. What was walked is the sum of the rest, to the last step. */
export interface StepCount {
  readonly walked: number
  /** Of these, what may earn points. */
  readonly counted: number
  readonly notCounted: Readonly<Record<Reason, number>>
}

const steps = (cm: number): number => Math.floor(cm / stepCm)

export function countSteps({ countedCm, notCountedCm }: Tally): StepCount {
  const counted = steps(countedCm)
  const notCounted = {
    fast: steps(notCountedCm.fast),
    inaccurate: steps(notCountedCm.inaccurate),
    gap: steps(notCountedCm.gap),
  }
  return { walked: counted + notCounted.fast + notCounted.inaccurate + notCounted.gap, counted, notCounted }
}
