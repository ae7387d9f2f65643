import { expect, it } from 'vitest'
import { readThreshold } from './read-threshold.ts'

it.each([
  ['5', '5 units'],
  ['0', '0 units'],
  [' 12 pieces ', '12 units'],
  ['3 шт.', '3 units'],
  ['1 500', '1500 units'],
  ['7 days', '7 days'],
  ['7d', '7 days'],
  ['1 Day', '1 days'],
  ['14 дней', '14 days'],
  ['2 дн.', '2 days'],
  ['365 days', '365 days'],
  ['9999', '9999 units'],
  ['10000', undefined],
  ['0 days', undefined],
  ['366 days', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['2 weeks', undefined],
  ['5 euros', undefined],
  ['€5', undefined],
  ['days', undefined],
  ['', undefined],
])('%j is %s', (written, expected) => {
  const read = readThreshold(written)
  expect(read && `${read.value} ${read.by}`).toBe(expected)
})
