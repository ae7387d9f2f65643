import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pauseAfter } from './backoff.ts'

const hour = 3_600_000

it('doubles from 10 s to the longest pause', () => {
  expect([1, 2, 3, 4, 12, 500].map((failures) => pauseAfter(failures, hour, () => 0.5))).toEqual([
    10_000,
    20_000,
    40_000,
    80_000,
    hour,
    hour,
  ])
})

it('waits as long as the shop asks for, but not for ever', () => {
  expect(pauseAfter(1, hour, () => 0.5, 120_000)).toBe(120_000)
  expect(pauseAfter(1, hour, () => 0.5, 1e15)).toBe(24 * hour)
})

it('stays between 10 s and the longest pause', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, random) => {
        const pause = pauseAfter(failures, hour, () => random)
        expect(pause).toBeGreaterThanOrEqual(10_000)
        expect(pause).toBeLessThanOrEqual(hour)
      },
    ),
  )
})
