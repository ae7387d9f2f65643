import { expect, it } from 'vitest'
import { roundSeconds } from '../src/stock/round-seconds.ts'

const daySeconds = 86_400
const whole = { dailyForLooks: 4_750, leftForLooks: 4_750, secondsLeft: daySeconds, perSecond: 5 }

it('5-N3 a round is as long as the calls last', () => {
  expect(roundSeconds(4_750, whole)).toBe(daySeconds)
  expect(roundSeconds(1_000, whole)).toBeCloseTo(daySeconds / 4.75, 6)
  // Half of the day is over, and more than half of the calls are gone.
  expect(roundSeconds(500, { ...whole, leftForLooks: 1_000, secondsLeft: daySeconds / 2 })).toBe(daySeconds / 4)
})

it('5-N3 what was not used by noon is not spent in a hurry: Etsy counts the last 24 hours', () => {
  expect(roundSeconds(1_000, { ...whole, secondsLeft: daySeconds / 2 })).toBeCloseTo(daySeconds / 4.75, 6)
})

it('5-N3 what does not fit into today comes from tomorrow', () => {
  expect(roundSeconds(2_000, { ...whole, leftForLooks: 0, secondsLeft: 600 })).toBeCloseTo(
    600 + (2_000 * daySeconds) / 4_750,
    6,
  )
  expect(roundSeconds(9_500, whole)).toBe(2 * daySeconds)
})

it('nothing to look at takes no time; the limit of a second holds', () => {
  expect(roundSeconds(0, whole)).toBe(0)
  expect(roundSeconds(100, { ...whole, dailyForLooks: 10_000_000, leftForLooks: 10_000_000 })).toBe(20)
})
