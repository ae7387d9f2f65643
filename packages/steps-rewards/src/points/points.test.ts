import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUnsafe, pointsFor } from './index.ts'
import { kinds } from './kinds.ts'
import type { Rules } from './rules.ts'

const table = (...steps: readonly [number, number][]) => ({
  below: 100,
  steps: steps.map(([from, factor]) => ({ from, factor })),
})
const rules: Rules = {
  ...{ rate: 1000, dog: 100, stroller: 100, both: 120, boost: 100 },
  temperature: {
    dog: table([-25, 130], [-15, 120], [-5, 110], [5, 100], [27, 110], [35, 100]),
    stroller: table([-15, 120], [-5, 110], [5, 100], [27, 110], [30, 100]),
  },
}

describe('points', () => {
  it.each([
    ['dog', -251, 100],
    ['dog', -250, 130],
    ['dog', -151, 130],
    ['dog', -150, 120],
    ['dog', -82, 120],
    ['dog', -50, 110],
    ['dog', 50, 100],
    ['dog', 269, 100],
    ['dog', 270, 110],
    ['dog', 350, 100],
    ['stroller', -151, 100],
    ['stroller', -150, 120],
    ['both', 270, 110],
    ['unsaid', 300, 100],
  ] as const)('%s at %i tenths of a degree: %i hundredths', (kind, feelsLike, factor) => {
    expect(pointsFor(rules, kind, 1000, feelsLike).temperature).toBe(factor)
  })

  it('7,950 steps with a dog at -8 °C are 9,540', () => {
    expect(pointsFor(rules, 'dog', 7_950, -82)).toMatchObject({ form: 100, temperature: 120, points: 9_540n })
    expect(pointsFor(rules, 'dog', 7_950, undefined)).toMatchObject({ temperature: 100, points: 7_950n })
    expect(pointsFor(rules, 'both', 1, -82).points).toBe(1n)
  })

  it('pay nobody for going out where it is dangerous, whatever the table says', () => {
    const greedy: Rules = { ...rules, temperature: { dog: table([-60, 150]), stroller: table([-60, 150]) } }
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: -700, max: 600 }), (kind, feelsLike) => {
        const { temperature } = pointsFor(greedy, kind, 1, feelsLike)
        if (isUnsafe(kind, feelsLike)) expect(temperature).toBeLessThanOrEqual(100)
        else expect(temperature).toBe(150)
      }),
    )
  })

  it('grow with the steps, and are floored once', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (some, more) => {
        const of = (steps: number) => pointsFor(rules, 'both', steps, -82).points
        const apart = of(some) + of(more)
        expect(of(some + more) - apart).toBeGreaterThanOrEqual(0n)
        expect(of(some + more) - apart).toBeLessThanOrEqual(1n)
      }),
    )
  })
})
