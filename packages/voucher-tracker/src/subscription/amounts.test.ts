import { expect, it } from 'vitest'
import { parseAmounts } from './amounts.ts'

const rupees = (...amounts: readonly number[]) => amounts.map((amount) => BigInt(amount) * 100n)

it.each([
  ['', []],
  ['100', rupees(100)],
  ['500 100 500', rupees(100, 500)],
  ['₹100, 500rs; 1000 INR', rupees(100, 500, 1000)],
  ['₹100, 500 Rs; 1000 INR', rupees(100, 500, 1000)],
  ['₹100,₹500', rupees(100, 500)],
  ['₹ 100 rupees', rupees(100)],
  ['1,500', rupees(1500)],
  ['₹1,500', rupees(1500)],
  ['1.500', rupees(1500)],
  ['10,000', rupees(10_000)],
  ['1,00,000', rupees(100_000)],
  ['1,500, 2,000', rupees(1500, 2000)],
  ['1500 500', rupees(500, 1500)],
  ['100 500 1000', rupees(100, 500, 1000)],
  ['100,50', rupees(50, 100)],
  ['100,250,1000', rupees(100, 250, 1000)],
  ['1, 500', rupees(1, 500)],
  ['100, 1, 500', rupees(1, 100, 500)],
  ['100,2,000', rupees(100, 2000)],
  ['100 рупий', rupees(100)],
  ['100.00', rupees(100)],
])('reads %j', (text, amounts) => {
  expect(parseAmounts(text, 'INR')).toEqual(amounts)
})

it.each([
  ...['abc', '0', '-5', '1e3', '10.5', '9999999', '<b>', '100 abc', '00'].map((text) => [text, 'bad'] as const),
  ...['$100', '$ 100', '100 USD', '100 usd', '€100, 500', '100kr', '100 dollars'].map(
    (text) => [text, 'foreign'] as const,
  ),
  ...['100,1,500', '1,500,2,000', '₹100,₹1,500'].map((text) => [text, 'unclear'] as const),
  ...['100,500', '100 10,500', '1 500', '10 000', '₹1 500', '500 1 000'].map((text) => [text, 'unclear'] as const),
])('refuses %j with words: %s', (text, why) => {
  const key = `voucher-tracker-${why}-amount`
  expect(() => parseAmounts(text, 'INR')).toThrow(expect.objectContaining({ key }))
})

it('asks with both ways of writing it, and understands them', () => {
  const params = { word: '1 500', one: '1500', several: '1, 500' }
  expect(() => parseAmounts('1 500', 'INR')).toThrow(expect.objectContaining({ params }))
  const part = { word: '1,500', one: '1500', several: '1, 500' }
  expect(() => parseAmounts('100,1,500', 'INR')).toThrow(expect.objectContaining({ params: part }))
  expect(parseAmounts('1500', 'INR')).toEqual(rupees(1500))
})
