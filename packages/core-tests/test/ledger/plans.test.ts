import type { Db } from '@bazaar/core/db'
import type { Ledger } from '@bazaar/core/ledger'
import { type Copies, copyRows, countBlocks, fixStatistics } from '@bazaar/testing'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Books, createShopLedger, openBooks } from './books.ts'
import { order, pts, sold, wallet } from './crowds.ts'

const few = 60
const many = 50_000
const firstCopy = 1_000_001
/** The trees of large tables are a level or two deeper, for each of the rows that are looked up. Whatever is read as a whole has hundreds of blocks. */
const deeperAtMost = 60
const anna = 1n

/** Two entries of each posting: one of an account of its own, one of Anna's, who has a long history. */
const copiesFor = (account: string): Copies => ({
  core_ledger_subject: { id: 'gen_random_uuid()', user_id: 'n' },
  core_ledger_account: {
    ...{ id: 'n', kind: "'core-wallet'", subject_id: 'gen_random_uuid()', entity: 'NULL', is_stored: 'true' },
    ...{ balance: '1', held: '1', seq: '1' },
  },
  core_ledger_posting: { id: 'n', key: "'copy:' || n" },
  core_ledger_entry: {
    ...{ id: '2 * n', account_id: account, posting_id: 'n', amount: '1' },
    // There is room between the numbers for what is posted between the copies.
    ...{ seq: `1000 + 100 * (n - ${firstCopy})`, balance_after: `1000 + 100 * (n - ${firstCopy})` },
  },
  core_ledger_hold: { id: 'n', key: "'copy:' || n", state: "'open'", ended_at: 'NULL', posting_id: 'NULL' },
  core_ledger_hold_part: { hold_id: 'n', account_id: 'n', is_open: 'true' },
})
const ofOthers: Copies = {
  core_ledger_entry: { id: '2 * n + 1', account_id: 'n', posting_id: 'n', amount: '-1', seq: '1', balance_after: '1' },
}

interface Meter {
  readonly ledger: Ledger
  /** The most that a statement of the work touches; what it wrote stays. */
  blocksOf(work: (tx: Parameters<Parameters<Db['sqlTx']>[0]>[0]) => Promise<unknown>): Promise<number>
}

/** All on one connection, which keeps the plans of the functions. */
function createMeter(client: PoolClient, { clock }: Books): Meter {
  let most = 0
  async function ask<Row extends object>(sql: string, values: readonly unknown[] = []) {
    await client.query('SAVEPOINT before')
    most = Math.max(most, await countBlocks(client, sql, values))
    await client.query('ROLLBACK TO SAVEPOINT before')
    return client.query<Row>(sql, [...values])
  }
  const db = { pool: { query: ask } }
  return {
    ledger: createShopLedger({ db: db as unknown as Db, clock }),
    async blocksOf(work) {
      most = 0
      await client.query('BEGIN')
      await work({
        query: async <Row extends object>(sql: string, values: readonly unknown[]) =>
          (await ask<Row>(sql, values)).rows,
      })
      await client.query('COMMIT')
      return most
    },
  }
}

let keys = 0
/** What people ask for most, of somebody with a long history. */
async function measure({ ledger, blocksOf }: Meter, { clock, give }: Books, deep: bigint) {
  const key = String(++keys)
  const found: Record<string, number> = {}
  let posting = 0n
  let hold = 0n
  const ids = { post: order(key, anna, 1n), hold: `shop:order:held-${key}`, reverse: `core:reversal:${key}` }
  const draw = { amount: 2n, split: 'in-proportion' as const, from: [wallet(anna), { ...wallet(2n), atMost: 1n }] }
  const expiresAt = new Date(clock.now().getTime() + 3_600_000)
  found.post = await blocksOf(async (tx) => {
    posting = (await ledger.post(tx, ids.post)).id
  })
  found['post again'] = await blocksOf((tx) => ledger.post(tx, ids.post))
  found.hold = await blocksOf(async (tx) => {
    hold = (await ledger.hold(tx, { key: ids.hold, reason: 'shop-order', entity: 'G', expiresAt, draw })).id
  })
  found.capture = await blocksOf((tx) => ledger.capture(tx, hold, sold, 1n))
  found.release = await blocksOf(async (tx) => ledger.release(tx, (await held(ledger, tx, key, expiresAt)).id))
  const ben = 100n + BigInt(key)
  await give(ben, 1n)
  await blocksOf((tx) => held(ledger, tx, `${key}-ben`, new Date(clock.now().getTime() + 1), ben))
  clock.advance(1)
  found['post what an expired hold keeps'] = await blocksOf((tx) => ledger.post(tx, order(`${key}-ben`, ben, 1n)))
  found.reverse = await blocksOf((tx) => ledger.reverse(tx as never, posting, ids.reverse, 'receivable'))
  found.statement = await blocksOf(() => ledger.statement(anna, pts, 8))
  found['statement, deep'] = await blocksOf(() => ledger.statement(anna, pts, 8, deep))
  found.balances = await blocksOf(() => ledger.balances(anna))
  return found
}

const held = (ledger: Ledger, tx: Parameters<Ledger['hold']>[0], key: string, expiresAt: Date, user = anna) =>
  ledger.hold(tx, {
    ...{ key: `shop:order:released-${key}`, reason: 'shop-order', entity: 'G', expiresAt },
    draw: { amount: 1n, split: 'in-order', from: [wallet(user)] },
  })

let books: Books
beforeAll(async () => {
  books = await openBooks(4)
})
afterAll(() => books?.close())

it(`the books touch as much with ${many} accounts as with ${few}, whenever the server counted them last`, async () => {
  const { db, ledger, clock, give } = books
  const { pool } = db
  await give(anna, 1_000n)
  await give(2n, 1_000n)
  await db.sqlTx((tx) => held(ledger, tx, 'first', new Date(clock.now().getTime() + 1)))
  const account = await books.one('SELECT account_id AS value FROM core_ledger_entry WHERE seq = 1 ORDER BY id LIMIT 1')
  const copies = copiesFor(account)
  await grow(account, firstCopy, firstCopy + few)
  await fixStatistics(pool, Object.keys(copies), 'now')
  const client = await pool.connect()
  const meter = createMeter(client, books)
  const ask = async (rows: number, often: number) => {
    let found: Readonly<Record<string, number>> = {}
    for (let n = 0; n < often; n += 1) found = await measure(meter, books, BigInt(2 * (firstCopy + rows / 2)))
    return found
  }
  try {
    // So often that the functions keep their plans.
    const before = await ask(few, 7)
    const grown = (after: Readonly<Record<string, number>>) =>
      Object.entries(after).filter(([name, blocks]) => blocks > (before[name] ?? 0) + deeperAtMost)
    await grow(account, firstCopy + few + 1, firstCopy + many)
    expect(grown(await ask(many, 1))).toEqual([])
    await fixStatistics(pool, Object.keys(copies), 'now')
    // Once for the plans that are made anew.
    expect(grown(await ask(many, 2))).toEqual([])
  } finally {
    client.release(true)
  }
})

/** Copies everything, and lets the account stand where its last entry does. */
async function grow(account: string, from: number, to: number): Promise<void> {
  const { pool } = books.db
  for (const one of [copiesFor(account), ofOthers]) await copyRows(pool, one, from, to)
  const client = await pool.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(
    `UPDATE core_ledger_account account SET balance = last.balance_after, seq = last.seq FROM
     (SELECT seq, balance_after FROM core_ledger_entry WHERE account_id = $1 ORDER BY seq DESC LIMIT 1) last WHERE account.id = $1`,
    [account],
  )
  client.release(true)
}
