import { expect, it } from 'vitest'
import { createPatientBatcher } from './patient-batcher.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

/** Doubles numbers; each call fails as told until there is nothing left to fail with, and one number never succeeds. */
function doubling(failures: Error[], bad?: number) {
  const calls: (readonly number[])[] = []
  const double = createPatientBatcher(async (items: readonly number[]) => {
    calls.push(items)
    const error = failures.shift()
    if (error) throw error
    if (bad !== undefined && items.includes(bad)) throw failure('22003')
    return items.map((item) => item * 2)
  })
  const outcomes = () => Promise.allSettled([1, 2, 3].map(double))
  return { calls, outcomes }
}

const values = (outcomes: readonly PromiseSettledResult<number>[]) =>
  outcomes.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))

it('one bad item takes no other with it, and is tried no more than needed', async () => {
  const { calls, outcomes } = doubling([], 2)
  expect(values(await outcomes())).toEqual([2, '22003', 6])
  expect(calls).toEqual([[1, 2, 3], [1], [2], [3]])
})

it('a deadlock, a serialization failure: all of it is done again, twice', async () => {
  const { calls, outcomes } = doubling([failure('40P01'), failure('40001')])
  expect(values(await outcomes())).toEqual([2, 4, 6])
  expect(calls).toHaveLength(3)
})

it('without a database nothing is tried one by one', async () => {
  const { calls, outcomes } = doubling([failure('ECONNRESET'), failure('57P01'), failure('ECONNREFUSED')])
  expect(values(await outcomes())).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
  expect(calls).toHaveLength(3)
})
