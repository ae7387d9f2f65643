import { expect, it } from 'vitest'
import { adjustLimit } from './adjust-limit.ts'

it.each(['', 'many', '-5', '1.5', 'PTS', 'PTS:', 'XYZQ:5', 'pts:5', '5,6', 'PTS:5,PTS:6', '100;PTS:5', '1'.repeat(13)])(
  'refuses %j, and says what is wanted',
  (text) => {
    const { error } = adjustLimit.safeParse(text)
    expect(error?.issues[0]?.message).toContain('whole units of any currency like 100, of single ones like PTS:50000')
  },
)

it.each([
  ['100', { PTS: 100n, USDT: 100_000_000n, EUR: 10_000n }],
  ['100, PTS:50000', { PTS: 50_000n, EUR: 10_000n }],
  ['PTS:7', { PTS: 7n, EUR: 0n }],
  ['0', { PTS: 0n }],
])('%j means, in minor units, %o', (text, expected) => {
  const limit = adjustLimit.parse(text)
  expect(String(limit)).toBe(text)
  expect(Object.fromEntries(Object.keys(expected).map((currency) => [currency, limit.of(currency)]))).toEqual(expected)
})
