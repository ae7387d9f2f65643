import { expect, it } from 'vitest'
import { readDecimal } from './read-decimal.ts'

it.each([
  ['12', 2, 1200n],
  ['12,5', 2, 1250n],
  ['€ 12.50', 2, 1250n],
  ['1 200,50 €', 2, 120_050n],
  ["1'200.5", 2, 120_050n],
  ['1200 INR', 2, 120_000n],
  ['-3', 2, -300n],
  ['12.00', 0, 12n],
  // One thousand two hundred, or 1.2? Whoever wrote it is asked.
  ['1,200', 2, undefined],
  ['12.5', 0, undefined],
  ['1.999', 2, undefined],
  ['12 or 13', 2, undefined],
  ['', 2, undefined],
])('reads %j with %i decimals as %s', (written, decimals, minor) => {
  expect(readDecimal(written, decimals)).toBe(minor)
})
