import type { SqlTx } from '@bazaar/core/db'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Books, openBooks, refusal } from './books.ts'
import {
  gift,
  giveBothWays,
  inFlight,
  order,
  pts,
  raceAtExpiry,
  sold,
  tally,
  times,
  together,
  wallet,
} from './crowds.ts'
import { findBroken } from './invariants.ts'

let books: Books
beforeAll(async () => {
  books = await openBooks(inFlight + 1)
})
afterAll(() => books?.close())
afterEach(async () => {
  expect(await findBroken(books.db.pool)).toEqual([])
  expect(await books.one('SELECT deadlocks AS value FROM pg_stat_database WHERE datname = current_database()')).toBe(
    '0',
  )
})

const inTx = <T>(work: (tx: SqlTx) => Promise<T>) => books.db.sqlTx(work)
const later = () => new Date(books.clock.now().getTime() + 3_600_000)
const till = (n: number) => ({ ...sold, owner: { entity: `till-${n % 5}` } }) as const

describe('at once', () => {
  it('50 with one key are one posting, and all get its id', async () => {
    await books.give(1n, 100n)
    const posted = await together(50, () => inTx((tx) => books.ledger.post(tx, order('once', 1n, 40n))))
    expect(new Set(posted.map(({ id }) => id)).size).toBe(1)
    expect(posted.filter(({ created }) => !created)).toHaveLength(49)
    expect(await books.available(1n)).toBe(60n)
  })

  it('50 with one key for somebody whom the books do not know yet are one posting', async () => {
    const give = {
      ...{ key: 'shop:walk:first', reason: 'shop-walk', entity: 'K' },
      legs: [
        { kind: 'shop-issued', owner: 'system', currency: pts, amount: -5n },
        { ...wallet(2n), amount: 5n },
      ],
    } as const
    const others = (n: number) => ({ ...give, key: `shop:walk:first-${n}` })
    await together(50, (n) => inTx((tx) => books.ledger.post(tx, n % 2 ? give : others(n))))
    expect(await books.available(2n)).toBe(26n * 5n)
  })

  it('50 holds, captures and reversals, each with one key, are one of each', async () => {
    await books.give(3n, 100n)
    const intent = {
      ...{ key: 'shop:order:held', reason: 'shop-order', entity: 'G', expiresAt: later() },
      draw: { amount: 70n, split: 'in-order' as const, from: [wallet(3n)] },
    }
    const held = await together(50, () => inTx((tx) => books.ledger.hold(tx, intent)))
    expect(held.filter(({ created }) => created)).toHaveLength(1)
    expect(held.map(({ parts }) => parts)).toEqual(times(50, () => held[0]?.parts))
    const hold = held[0]?.id ?? 0n
    const captured = await together(50, () => inTx((tx) => books.ledger.capture(tx, hold, sold)))
    expect(captured.filter(({ created }) => created)).toHaveLength(1)
    const posting = captured[0]?.id ?? 0n
    const reversed = await together(50, () =>
      inTx((tx) => books.ledger.reverse(tx as never, posting, 'core:reversal:captured', 'refuse')),
    )
    expect(reversed.filter(({ created }) => created)).toHaveLength(1)
    expect(await books.available(3n)).toBe(100n)
  })

  it('50 different reversals of one posting are one, and 49 are told', async () => {
    const posting = await books.give(4n, 100n)
    const results = await together(50, (n) =>
      refusal(inTx((tx) => books.ledger.reverse(tx as never, posting, `core:reversal:any-${n}`, 'refuse'))),
    )
    expect(tally(results)).toEqual({ done: 1, 'core-ledger-reversed': 49 })
  })

  it('50 reversals of what moves no balance are one', async () => {
    const { id } = await inTx((tx) =>
      books.ledger.post(tx, {
        ...{ key: 'shop:trade:system', reason: 'shop-trade', entity: 'T' },
        legs: [
          { kind: 'core-exchange', owner: { entity: 'one' }, currency: pts, amount: -5n },
          { kind: 'core-exchange', owner: { entity: 'two' }, currency: pts, amount: 5n },
        ],
      }),
    )
    const reversed = await together(50, () =>
      inTx((tx) => books.ledger.reverse(tx as never, id, 'core:reversal:system', 'refuse')),
    )
    expect(reversed.filter(({ created }) => created)).toHaveLength(1)
  })

  it('200 debits of the last unit: one gets it', async () => {
    await books.give(5n, 1n)
    const results = await together(200, (n) => refusal(inTx((tx) => books.ledger.post(tx, order(`last-${n}`, 5n, 1n)))))
    expect(tally(results)).toEqual({ done: 1, 'core-ledger-too-little': 199 })
    expect(await books.available(5n)).toBe(0n)
  })

  it('200 debits by whoever reads, then writes, without a lock: more than there is is spent', async () => {
    await books.give(6n, 1n)
    await books.db.pool.query('CREATE TABLE scratch AS SELECT balance FROM core_ledger_account WHERE id = $1', [
      await books.one('SELECT max(id) AS value FROM core_ledger_account WHERE balance = 1'),
    ])
    await together(200, () =>
      inTx(async (tx) => {
        const [row] = await tx.query<{ balance: string }>('SELECT balance FROM scratch', [])
        if (Number(row?.balance) >= 1) await tx.query('UPDATE scratch SET balance = balance - 1', [])
      }),
    )
    expect(Number(await books.one('SELECT balance AS value FROM scratch'))).toBeLessThan(0)
    await books.db.pool.query('DROP TABLE scratch')
  })

  it('gifts from one to the other and back leave the sum, without a deadlock', () => giveBothWays(books, 400))

  it('draws over three people in every order, and gifts between them, without a deadlock', async () => {
    const people = [11n, 12n, 13n] as const
    // Ids of accounts in another order than those of people.
    for (const user of [12n, 13n, 11n]) await books.give(user, 1_000n)
    const turns = [0, 1, 2, 0, 2, 1, 1, 0, 2, 1, 2, 0, 2, 0, 1, 2, 1, 0]
    const pick = (n: number, place: number) => wallet(people[turns[(n % 6) * 3 + place] ?? 0] ?? 11n)
    const draw = async (n: number) => {
      const { id } = await inTx((tx) =>
        books.ledger.hold(tx, {
          ...{ key: `shop:order:draw-${n}`, reason: 'shop-order', entity: 'G', expiresAt: later() },
          draw: {
            ...{ amount: 7n, split: n % 2 ? 'in-order' : 'in-proportion' },
            from: [pick(n, 0), pick(n, 1), pick(n, 2)],
          },
        }),
      )
      if (n % 3) await inTx((tx) => books.ledger.capture(tx, id, n % 3 === 1 ? sold : till(n), 5n))
      else await inTx((tx) => books.ledger.release(tx, id))
      await inTx((tx) => books.ledger.post(tx, gift(`draw-${n}`, pick(n, 2).owner.user, pick(n, 0).owner.user)))
    }
    await together(198, draw)
    const left = await Promise.all(people.map((user) => books.available(user)))
    expect(left.reduce((sum, one) => sum + one, 0n)).toBe(3_000n - 132n * 5n)
  })

  it('gifts to people who are all new, in both directions, without a deadlock', async () => {
    await books.give(21n, 1_000n)
    await together(100, async (n) => {
      const [one, other] = n % 2 ? [30n, 31n] : [31n, 30n]
      const round = BigInt(n >> 2) * 10n
      await inTx((tx) =>
        books.ledger.postMany(tx, [gift(`new-${n}-a`, 21n, one + round), gift(`new-${n}-b`, 21n, other + round)]),
      )
    })
    expect(await books.available(21n)).toBe(800n)
  })
})

it('at the instant at which a hold runs out it is captured, or runs out and is spent: never both', () =>
  raceAtExpiry(books, 200))
