import { afterAll, beforeAll, expect, it } from 'vitest'
import { refusal } from './books.ts'
import { type Night, openNight, spend } from './night.ts'

let night: Night
beforeAll(async () => {
  night = await openNight()
  await night.give(1n, 100n)
  await night.give(2n, 50n)
})
afterAll(() => night?.close())

const post = (key: string, isPayout: boolean) =>
  refusal(night.db.tx((tx) => night.ledger.post(tx, spend(key, 1n, 1n, isPayout))))

it('a finding pauses payouts, and nothing else, until the same check is clean', async () => {
  expect(await post('before', true)).toBe('done')
  await night.damage('UPDATE core_ledger_account SET balance = 51 WHERE balance = 50')
  expect(await night.wrong()).toEqual(['I2'])
  expect(await night.watch.health()).toMatchObject([{ state: 'failed', detail: { params: { checks: 'I2' } } }])
  expect(await post('frozen', true)).toBe('core-ledger-frozen')
  // Whoever asks again learns that it was paid.
  expect(await post('before', true)).toBe('done')
  expect(await post('order', false)).toBe('done')
  expect(await night.wrong()).toEqual(['I2'])
  await night.repair()
  expect(await post('still', true)).toBe('core-ledger-frozen')
  expect(await night.wrong()).toEqual([])
  expect(await post('frozen', true)).toBe('done')
  expect(await night.openIncidents()).toEqual([])
  expect(await night.watch.health()).toEqual([])
})

it('what a feature checks itself counts alike; so does that it cannot', async () => {
  night.featureSays = ['the provider has 5 USDT more']
  expect(await night.wrong()).toEqual(['shop-deposits'])
  expect(await night.openIncidents()).toEqual(['core:ledger-shop-deposits'])
  expect(await post('provider', true)).toBe('core-ledger-frozen')
  night.featureSays = new Error('no answer')
  expect(await night.wrong()).toEqual(['shop-deposits'])
  expect(await night.one(`SELECT detail AS value FROM core_ledger_finding`)).toBe('it could not be checked: no answer')
  night.featureSays = []
  expect(await night.wrong()).toEqual([])
})

it('a check that nobody makes any more ends with the next night', async () => {
  await night.db.pool.query(
    `INSERT INTO core_ledger_finding ("check", detail, found_at) VALUES ('gone-check', 'x', now())`,
  )
  expect(await post('gone', true)).toBe('core-ledger-frozen')
  expect(await night.wrong()).toEqual([])
  expect(await post('gone', true)).toBe('done')
})
