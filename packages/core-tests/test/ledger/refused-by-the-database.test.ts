import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Books, openBooks } from './books.ts'
import { findBroken } from './invariants.ts'

/** By hand, as somebody with a console would write it: nothing of the program stands in between. */
let books: Books
let wallet = ''
let issued = ''
let user = 100n

beforeAll(async () => {
  books = await openBooks(4)
})
afterAll(() => books?.close())
beforeEach(async () => {
  user += 1n
  await books.give(user, 10n)
  wallet = await books.one(
    `SELECT account.id AS value FROM core_ledger_account account JOIN core_ledger_subject subject
     ON subject.id = account.subject_id WHERE subject.user_id = $1`,
    [user],
  )
  issued = await books.one(`SELECT id AS value FROM core_ledger_account WHERE kind = 'shop-issued'`)
})

type Row = readonly [account: string, amount: number, seq?: number, balanceAfter?: number]

let keys = 0
/** A posting of so many legs, its entries in one INSERT after the other. */
const write = (legs: number, ...inserts: readonly (readonly Row[])[]) =>
  books.db.sqlTx(async (tx) => {
    const [posting] = await tx.query<{ id: string }>(
      `INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at)
       VALUES ($1, 'x', 'shop-walk', 'K', $2, '2026-01-01') RETURNING id`,
      [`hand:${++keys}`, legs],
    )
    for (const rows of inserts)
      await tx.query(
        `INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq, balance_after)
         SELECT $1::bigint, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])`,
        [posting?.id, ...[0, 1, 2, 3].map((column) => rows.map((row) => row[column] ?? null))],
      )
  })
const run = (sql: string) => books.db.pool.query(sql)
const refused = { code: '23514' }

describe('the database itself refuses entries', () => {
  it('but takes those that are right', async () => {
    await write(2, [
      [wallet, 5, 2, 15],
      [issued, -5],
    ])
    expect(await books.available(user)).toBe(15n)
    expect(await findBroken(books.db.pool)).toEqual([])
  })

  const wrong: Readonly<Record<string, () => Promise<void>>> = {
    'that do not sum to 0': () =>
      write(2, [
        [wallet, 5, 2, 15],
        [issued, -4],
      ]),
    'that come in two INSERTs': () => write(2, [[wallet, 5, 2, 15]], [[issued, -5]]),
    'that come in two INSERTs, each of which sums to 0': () =>
      write(
        4,
        [
          [wallet, 5, 2, 15],
          [issued, -5],
        ],
        [
          [wallet, 5, 3, 20],
          [issued, -5],
        ],
      ),
    'that come after the posting was whole': () =>
      write(
        2,
        [
          [wallet, 5, 2, 15],
          [issued, -5],
        ],
        [
          [wallet, 5, 3, 20],
          [issued, -5],
        ],
      ),
    'that are fewer than the posting has legs': () =>
      write(3, [
        [wallet, 5, 2, 15],
        [issued, -5],
      ]),
    'that have no number': () =>
      write(2, [
        [wallet, 5],
        [issued, -5],
      ]),
    'with a number, of an account that has no balance': () =>
      write(2, [
        [wallet, 5, 2, 15],
        [issued, -5, 1, 0],
      ]),
    'to an account that there is not': () =>
      write(2, [
        ['999999999', 5, 1, 5],
        [issued, -5],
      ]),
    'of more than 10^15': () =>
      write(2, [
        [wallet, 10 ** 15 + 1, 2, 10 ** 15 + 11],
        [issued, -(10 ** 15) - 1],
      ]),
  }
  it.each(Object.keys(wrong))('%s', async (name) => {
    await expect(wrong[name]?.()).rejects.toMatchObject(refused)
    expect(await books.available(user)).toBe(10n)
  })

  it('that take more than there is', async () => {
    const tooMuch = write(2, [
      [wallet, -11, 0],
      [issued, 11],
    ])
    await expect(tooMuch).rejects.toMatchObject({ code: 'LG001', detail: '1|PTS' })
    expect(await books.available(user)).toBe(10n)
  })

  it('no number and no balance but its own: what somebody else writes there is written over', async () => {
    await write(2, [
      [wallet, 5, 7, 99],
      [issued, -5],
    ])
    const { rows } = await books.db.pool.query(
      'SELECT seq, balance_after FROM core_ledger_entry WHERE account_id = $1 ORDER BY id DESC LIMIT 1',
      [wallet],
    )
    expect(rows).toEqual([{ seq: '2', balance_after: '15' }])
    expect(await findBroken(books.db.pool)).toEqual([])
  })

  it('that take what is held', async () => {
    await books.db.sqlTx((tx) =>
      books.ledger.hold(tx, {
        ...{ key: `shop:order:held-${user}`, reason: 'shop-order', entity: 'G' },
        draw: {
          ...{ amount: 6n, split: 'in-order' },
          from: [{ kind: 'core-wallet', owner: { user }, currency: 'PTS' }],
        },
        expiresAt: new Date(books.clock.now().getTime() + 1_000),
      }),
    )
    const taken = write(2, [
      [wallet, -5, 0],
      [issued, 5],
    ])
    await expect(taken).rejects.toMatchObject({ code: 'LG001', detail: '1|PTS' })
  })
})

describe('the database itself refuses', () => {
  it.each([
    'UPDATE core_ledger_posting SET entity = entity',
    'DELETE FROM core_ledger_posting',
    'TRUNCATE core_ledger_posting',
    'UPDATE core_ledger_entry SET amount = amount + 1',
    'DELETE FROM core_ledger_entry',
    'TRUNCATE core_ledger_entry',
    'DELETE FROM core_ledger_account',
    'TRUNCATE core_ledger_account',
    'UPDATE core_ledger_account SET balance = balance + 1 WHERE is_stored',
    'UPDATE core_ledger_account SET seq = seq + 1 WHERE is_stored',
    `UPDATE core_ledger_account SET currency = 'XTR'`,
    'UPDATE core_ledger_account SET subject_id = gen_random_uuid()',
    `INSERT INTO core_ledger_account (kind, entity, currency, is_stored, balance) VALUES ('shop-escrow', 'A', 'PTS', true, 5)`,
    `INSERT INTO core_ledger_account (kind, entity, currency, is_stored, seq) VALUES ('shop-escrow', 'A', 'PTS', true, 5)`,
    `INSERT INTO core_ledger_account (kind, entity, subject_id, currency, is_stored)
     SELECT 'shop-escrow', 'A', id, 'PTS', true FROM core_ledger_subject LIMIT 1`,
  ])('%s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: '23001' })
  })

  it('to hold more than there is, or less than nothing', async () => {
    const hold = (held: number) => run(`UPDATE core_ledger_account SET held = ${held} WHERE id = ${wallet}`)
    await expect(hold(11)).rejects.toMatchObject(refused)
    await expect(hold(-1)).rejects.toMatchObject(refused)
  })
})

it('a transaction that is taken back leaves neither an entry nor a balance', async () => {
  const counts = 'SELECT (SELECT count(*) FROM core_ledger_posting) + (SELECT count(*) FROM core_ledger_entry) AS value'
  const before = await books.one(counts)
  const work = books.db.tx(async (tx) => {
    await books.ledger.post(tx, {
      ...{ key: 'shop:walk:taken-back', reason: 'shop-walk', entity: 'K' },
      legs: [
        { kind: 'shop-issued', owner: 'system', currency: 'PTS', amount: -5n },
        { kind: 'core-wallet', owner: { user }, currency: 'PTS', amount: 5n },
      ],
    })
    throw new Error('taken back')
  })
  await expect(work).rejects.toThrow('taken back')
  expect(await books.one(counts)).toBe(before)
  expect(await books.available(user)).toBe(10n)
  expect(await findBroken(books.db.pool)).toEqual([])
})
