import { expect, it } from 'vitest'
import { createFreshness } from './freshness.ts'

it('ends with whatever was handled of the same lane since', () => {
  const freshness = createFreshness()
  freshness.handled(['1'])
  const readAt = freshness.now()
  expect(freshness.holds(readAt, ['1', '-5'])).toBe(true)
  freshness.handled(['2', '-5'])
  expect(freshness.holds(readAt, ['1'])).toBe(true)
  expect(freshness.holds(readAt, ['1', '-5'])).toBe(false)
  expect(freshness.holds(freshness.now(), ['1', '-5'])).toBe(true)
})

it('ends for everything when too much is remembered', () => {
  const freshness = createFreshness(2)
  const readAt = freshness.now()
  freshness.handled(['1', '2'])
  expect(freshness.holds(readAt, ['3'])).toBe(true)
  freshness.handled(['4'])
  expect(freshness.holds(readAt, ['3'])).toBe(false)
  expect(freshness.holds(freshness.now(), ['3'])).toBe(true)
})
