import type { Db } from '@bazaar/core/db'
import { expect } from 'vitest'
import { findBroken } from '../ledger/invariants.ts'

/** What was acknowledged is there, once, whole; what is there was told, and nothing else was. */
export async function judgeWork({ pool }: Db, acknowledged: readonly string[]): Promise<void> {
  const read = async (sql: string) => (await pool.query<{ name: string }>(sql)).rows.map(({ name }) => name)
  const posted = await read(
    `SELECT substring(key from 'shop:walk:(.*)') AS name FROM core_ledger_posting WHERE reason = 'shop-walk' ORDER BY id`,
  )
  const names = new Set(posted)
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([])
  expect(posted).toHaveLength(names.size)
  expect(posted.filter((name) => name.includes('taken-back'))).toEqual([])
  const sorted = posted.toSorted()
  const captured = await read(
    `SELECT substring(key from 'shop:order:(.*):capture') AS name FROM core_ledger_posting WHERE reason = 'shop-order'`,
  )
  const held = await read(
    `SELECT substring(key from 'shop:order:(.*)') AS name FROM core_ledger_hold WHERE state = 'captured'`,
  )
  const told = await read('SELECT entity AS name FROM core_notification')
  for (const list of [captured, held, told]) expect(list.toSorted()).toEqual(sorted)
  expect(await read(`SELECT state AS name FROM core_ledger_hold WHERE state <> 'captured'`)).toEqual([])
  expect(await read('SELECT sum(balance)::text AS name FROM core_ledger_account')).toEqual([String(4 * posted.length)])
  expect(await findBroken(pool)).toEqual([])
}
