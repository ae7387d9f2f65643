import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Night, openNight } from './night.ts'

/** More than is looked at in one statement: of postings, accounts, entries of some accounts, and rows of a day. */
const many = 10_050
let night: Night
beforeAll(async () => {
  night = await openNight()
  await night.damage(
    `INSERT INTO core_ledger_account (kind, entity, currency, is_stored, balance, seq)
     SELECT 'shop-escrow', 'A' || n, 'PTS', true, 5, 1 FROM generate_series(1, ${many}) n`,
    `INSERT INTO core_ledger_account (kind, currency, is_stored) VALUES ('shop-issued', 'PTS', false)`,
    `INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at)
     SELECT 'shop:fund:' || n, 'sha', 'shop-fund', 'A' || n, 2, '2026-01-04T12:00:00Z' FROM generate_series(1, ${many}) n`,
    `INSERT INTO core_ledger_entry (account_id, posting_id, amount) SELECT ${many + 1}, n, -5 FROM generate_series(1, ${many}) n`,
    `INSERT INTO core_ledger_entry (account_id, posting_id, amount, seq, balance_after) SELECT n, n, 5, 1, 5 FROM generate_series(1, ${many}) n`,
    ...['account', 'posting', 'entry', 'hold', 'hold_part', 'roll_up', 'seal'].map(
      (name) => `DROP TABLE kept_core_ledger_${name}`,
    ),
  )
  await night.watch.closeDays(night.signal)
})
afterAll(() => night?.close())

it('what lies far behind is looked at like what comes first', async () => {
  expect(await night.one('SELECT postings AS value FROM core_ledger_seal')).toBe(String(many))
  expect(await night.wrong(true)).toEqual([])
  const lastOne = (what: string) => `UPDATE core_ledger_${what} WHERE id = ${many}`
  await night.damage(
    lastOne('posting SET legs = 3'),
    lastOne('account SET balance = 6'),
    `UPDATE core_ledger_entry SET amount = amount + 1, seq = 2 WHERE account_id = ${many}`,
  )
  expect(await night.wrong()).toEqual(['I1', 'I2', 'I5', 'I6', 'I8'])
  expect(await night.one(`SELECT detail AS value FROM core_ledger_finding WHERE "check" = 'I1'`)).toBe(
    `posting ${many} sums to 1 PTS`,
  )
})
