import { AppError } from '@bazaar/core/errors'
import { expect, it } from 'vitest'
import { parseAmounts } from './amounts.ts'

it.each([
  ['', []],
  ['100', [10_000n]],
  ['500 100 500', [10_000n, 50_000n]],
  ['₹100, 500rs; 1000 INR', undefined],
  ['₹100, 500 Rs; 1000 INR', [10_000n, 50_000n, 100_000n]],
])('reads %j', (text, amounts) => {
  if (amounts === undefined) expect(() => parseAmounts(text)).toThrow(AppError)
  else expect(parseAmounts(text)).toEqual(amounts)
})

it.each(['abc', '0', '-5', '1e3', '10.5', '9999999', '<b>'])('refuses %j with words', (text) => {
  expect(() => parseAmounts(text)).toThrow(expect.objectContaining({ key: 'voucher-tracker-bad-amount' }))
})
