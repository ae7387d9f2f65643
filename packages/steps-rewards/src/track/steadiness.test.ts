import { expect, it } from 'vitest'
import { isMachineSteady, type Report } from './index.ts'

const metre = 1_000_000 / 111_195.08
/** At 4.8 km/h all the time. */
const steady = (minutes: number, every: number): readonly Report[] =>
  Array.from({ length: (minutes * 60) / every + 1 }, (_, index) => ({
    latitude: Math.round(55_750_000 + ((index * every * 80) / 60) * metre),
    longitude: 37_600_000,
    at: index * every,
  }))

it('one speed for 20 minutes is a machine’s, for less it is nobody’s', () => {
  expect(isMachineSteady(steady(20, 30))).toBe(true)
  expect(isMachineSteady(steady(20, 120))).toBe(true)
  expect(isMachineSteady(steady(19, 30))).toBe(false)
})

it('two averages that are alike say nothing: a phone that sleeps reports every ten minutes', () => {
  expect(isMachineSteady(steady(20, 600))).toBe(false)
  expect(isMachineSteady(steady(40, 600))).toBe(false)
})
