import { AppError } from '@bazaar/core/errors'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { holdOf, type Night, openNight, sold, spend } from './night.ts'

let night: Night
beforeAll(async () => {
  night = await openNight()
})
afterAll(() => night?.close())

const users = [1n, 2n, 3n]

/** Whatever people do, in an order that a seed decides. */
async function live({ db, ledger, clock, give }: Night, steps: number, seed: number): Promise<void> {
  let state = seed
  const upTo = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % most
  }
  const holds: bigint[] = []
  const postings: bigint[] = []
  const act = async (n: number): Promise<void> => {
    const user = users[upTo(3)] ?? 1n
    const amount = BigInt(1 + upTo(50))
    const name = `${seed}-${n}`
    switch (upTo(7)) {
      case 0:
        return void postings.push(await give(user, amount * 2n))
      case 1:
        return void postings.push((await db.tx((tx) => ledger.post(tx, spend(name, user, amount)))).id)
      case 2:
        return void holds.push((await db.tx((tx) => ledger.hold(tx, holdOf(night, name, user, amount)))).id)
      case 3:
        return void (await db.tx((tx) => ledger.capture(tx, holds[upTo(holds.length)] ?? 0n, sold)))
      case 4:
        return db.tx((tx) => ledger.release(tx, holds[upTo(holds.length)] ?? 0n))
      case 5: {
        const posting = postings[upTo(postings.length)] ?? 0n
        return void (await db.tx((tx) => ledger.reverse(tx as never, posting, `core:reversal:${name}`, 'receivable')))
      }
      default:
        clock.advance(600_000)
    }
  }
  for (const user of users) postings.push(await give(user, 100n))
  for (let n = 0; n < steps; n += 1)
    await act(n).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error
    })
}

it('find nothing in books that are empty, and in those of a life', async () => {
  expect(await night.wrong()).toEqual([])
  await live(night, 120, 7)
  await night.watch.expireHolds(night.signal)
  expect(await night.wrong(true)).toEqual([])
  // What follows needs one of each: rolled up, open, reversed, owed.
  await night.give(1n, 50n)
  await night.db.tx((tx) => night.ledger.hold(tx, holdOf(night, 'open', 1n, 5n)))
  await night.watch.closeDays(night.signal)
  expect(await night.wrong(true)).toEqual([])
  for (const some of [
    'core_ledger_roll_up',
    'core_ledger_posting WHERE reverses IS NOT NULL',
    `core_ledger_account WHERE kind = 'core-receivable'`,
  ])
    expect(await night.one(`SELECT count(*) > 0 AS value FROM ${some}`), some).toBe('true')
})

const last = (table: string, where: string) => `(SELECT max(id) FROM core_ledger_${table} WHERE ${where})`
const derived = `account_id IN (SELECT id FROM core_ledger_account WHERE NOT is_stored)`
const lastStored = last('entry', 'seq IS NOT NULL')
const orphan = (amount: number) => `INSERT INTO core_ledger_entry (posting_id, account_id, amount)
  SELECT 999999, min(id), ${amount} FROM core_ledger_account WHERE NOT is_stored`

it.each<[what: string, found: readonly string[], ...statements: string[]]>([
  [
    'a changed amount',
    ['I1'],
    `DELETE FROM core_ledger_roll_up`,
    `UPDATE core_ledger_entry SET amount = amount + 1 WHERE id = ${last('entry', derived)}`,
  ],
  [
    'an account that there is not',
    ['I1', 'I2'],
    'DELETE FROM core_ledger_roll_up',
    `UPDATE core_ledger_entry SET account_id = 999999 WHERE id = ${last('entry', derived)}`,
  ],
  ['a changed balance', ['I2'], `UPDATE core_ledger_account SET balance = balance + 1 WHERE kind = 'core-wallet'`],
  [
    'a changed balance after',
    ['I2'],
    `UPDATE core_ledger_entry SET balance_after = balance_after + 1 WHERE id = ${lastStored}`,
  ],
  ['a changed roll-up', ['I2'], 'UPDATE core_ledger_roll_up SET balance = balance - 1'],
  [
    'more held than there is',
    ['I3', 'I4'],
    'ALTER TABLE core_ledger_account DROP CONSTRAINT core_ledger_account_balance_check',
    `UPDATE core_ledger_account SET held = balance + 1 WHERE kind = 'core-wallet'`,
  ],
  ['more held than holds say', ['I4'], `UPDATE core_ledger_account SET held = held + 1 WHERE balance > held`],
  ['a part that no longer holds', ['I4'], 'UPDATE core_ledger_hold_part SET is_open = false WHERE is_open'],
  [
    'a hold that ended and still holds',
    ['I4'],
    `UPDATE core_ledger_hold SET state = 'released', ended_at = expires_at WHERE state = 'open'`,
  ],
  ['a hold of another amount', ['I4'], `UPDATE core_ledger_hold SET amount = amount + 1 WHERE state = 'open'`],
  ['a gap in the numbers', ['I5'], `UPDATE core_ledger_entry SET seq = seq + 1 WHERE id = ${lastStored}`],
  ['a removed entry', ['I1', 'I2', 'I5', 'I6'], `DELETE FROM core_ledger_entry WHERE id = ${lastStored}`],
  ['another number of legs', ['I6'], 'UPDATE core_ledger_posting SET legs = legs + 1 WHERE id = 1'],
  ['a removed posting', ['I6'], `DELETE FROM core_ledger_posting WHERE id = ${last('posting', 'reverses IS NULL')}`],
  ['entries without a posting', ['I6'], orphan(5), orphan(-5)],
  [
    'a reversal of another posting',
    ['I6'],
    `UPDATE core_ledger_posting SET reverses = ${last('posting', 'reverses IS NULL')} WHERE id = ${last('posting', 'reverses IS NOT NULL')}`,
  ],
  [
    'a reversal of nothing',
    ['I6'],
    `UPDATE core_ledger_posting SET reverses = 999999 WHERE id = ${last('posting', 'reverses IS NOT NULL')}`,
  ],
  [
    'a hold that ran out long ago',
    ['I7'],
    `UPDATE core_ledger_hold SET expires_at = at - interval '6 minutes' WHERE state = 'open'`,
  ],
])('find %s: %j', async (_what, found, ...statements) => {
  await night.damage(...statements)
  expect(await night.wrong()).toEqual(found)
  expect(await night.openIncidents()).toEqual(found.map((check) => `core:ledger-${check}`))
  await night.repair()
  expect(await night.wrong()).toEqual([])
  expect(await night.openIncidents()).toEqual([])
})

it('a few lines are enough to say that everything is wrong', async () => {
  await night.damage('UPDATE core_ledger_posting SET legs = legs + 1')
  const results = await night.watch.check(false, night.signal)
  expect(results.filter(({ lines }) => lines.length > 0)).toMatchObject([{ check: 'I6' }])
  expect(results.find(({ check }) => check === 'I6')?.lines).toHaveLength(20)
  await night.repair()
})
