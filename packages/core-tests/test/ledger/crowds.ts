import type { SqlTx } from '@bazaar/core/db'
import type { Ledger } from '@bazaar/core/ledger'
import { createFakeClock } from '@bazaar/testing'
import { expect } from 'vitest'
import { type Books, createShopLedger, refusal } from './books.ts'

/** Transactions at once: one connection more than these is what the books of a crowd are opened with. */
export const inFlight = 32
export const pts = 'PTS'
export const wallet = (user: bigint) => ({ kind: 'core-wallet', owner: { user }, currency: pts }) as const
export const sold = { kind: 'shop-sold', owner: 'system', currency: pts } as const
export const order = (key: string, user: bigint, amount: bigint) => ({
  ...{ key: `shop:order:${key}`, reason: 'shop-order', entity: 'G1' },
  legs: [
    { ...wallet(user), amount: -amount },
    { ...sold, amount },
  ],
})
export const gift = (key: string, from: bigint, to: bigint) => ({
  ...{ key: `shop:gift:${key}`, reason: 'shop-gift', entity: 'N1' },
  legs: [
    { ...wallet(from), amount: -1n },
    { ...wallet(to), amount: 1n },
  ],
})

export const times = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n))
/** So many pieces of work, as many at once as there are connections. */
export const together = <T>(count: number, make: (n: number) => Promise<T>) => Promise.all(times(count, make))
/** How often each occurs. */
export const tally = (list: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(list, (one) => one)].map(([name, all]) => [name, all.length]))

/** One gives the other a point, while the other gives one back. */
export async function giveBothWays({ db, ledger, give, available }: Books, count: number): Promise<void> {
  const [anna, ben] = [7n, 8n]
  for (const user of [anna, ben]) await give(user, 100n)
  const results = await together(count, (n) =>
    refusal(db.sqlTx((tx) => ledger.post(tx, n % 2 ? gift(`${n}`, anna, ben) : gift(`${n}`, ben, anna)))),
  )
  const { done = 0, 'core-ledger-too-little': refused = 0 } = tally(results)
  expect(done).toBeGreaterThan(0)
  expect(done + refused).toBe(count)
  expect((await available(anna)) + (await available(ben))).toBe(200n)
}

/**
 * Each of so many people has 10 points that are held. At the instant at which the holds run out they are captured, by a clock just before that
 * instant or at it; the person spends the points; and the hold is ended: three transactions at once, with different head starts.
 */
export async function raceAtExpiry(books: Books, count: number): Promise<void> {
  const { db, one } = books
  const people = times(count, (n) => 10_000n + BigInt(n))
  const at = new Date(books.clock.now().getTime() + 5_000)
  const justBefore = createShopLedger({ db, clock: createFakeClock(new Date(at.getTime() - 1)) })
  const justThen = createShopLedger({ db, clock: createFakeClock(at) })
  const holds = await db.sqlTx((tx) => fillAndHold(tx, books.ledger, people, at))
  const ends = await together(count, async (n) => {
    const [user = 0n, hold = 0n] = [people[n], holds[n]]
    const later = (trips: number) => async (tx: SqlTx) => {
      for (let trip = 0; trip < trips; trip += 1) await tx.query('SELECT 1', [])
      return tx
    }
    const start = <T>(trips: number, work: (tx: SqlTx) => Promise<T>) =>
      db.sqlTx(async (tx) => work(await later(trips)(tx)))
    const [captured, spent, ended] = await Promise.all([
      refusal(start(0, (tx) => (n % 2 ? justBefore : justThen).capture(tx, hold, sold))),
      refusal(start((n >> 1) % 4, (tx) => justThen.post(tx, order(`race-${user}`, user, 10n)))),
      start((n >> 3) % 4, (tx) =>
        tx.query<{ done: boolean }>('SELECT core_ledger_end_hold($1, $2, $3) AS done', [at, String(hold), 'expired']),
      ),
    ])
    return [n % 2 ? 'before' : 'then', captured, spent, ended[0]?.done].join()
  })
  const before = {
    captured: 'before,done,core-ledger-too-little,false',
    spent: 'before,core-ledger-hold-expired,done,true',
  }
  const found = tally(ends)
  const { [before.captured]: captured = 0, [before.spent]: spent = 0, ...rest } = found
  // By a clock at the instant nothing is captured any more; by the other both happen.
  expect(rest).toEqual({ 'then,core-ledger-hold-expired,done,true': count / 2 })
  expect(captured + spent).toBe(count / 2)
  const states = 'SELECT count(*) AS value FROM core_ledger_hold WHERE expires_at = $1 AND state = $2'
  expect(await one(states, [at, 'captured'])).toBe(String(captured))
  expect(await one(states, [at, 'expired'])).toBe(String(count / 2 + spent))
  for (const user of [people[0], people[count - 1]]) expect(await books.available(user ?? 0n)).toBe(0n)
}

/** @param people hundreds of them */
async function fillAndHold(tx: SqlTx, ledger: Ledger, people: readonly bigint[], expiresAt: Date) {
  for (let from = 0; from < people.length; from += 100)
    await ledger.post(tx, {
      ...{ key: `shop:walk:filled-${from}`, reason: 'shop-walk', entity: 'K' },
      legs: [
        { kind: 'shop-issued', owner: 'system', currency: pts, amount: -1_000n },
        ...people.slice(from, from + 100).map((user) => ({ ...wallet(user), amount: 10n })),
      ],
    })
  const holds: bigint[] = []
  for (const user of people) {
    const { id } = await ledger.hold(tx, {
      ...{ key: `shop:order:race-${user}`, reason: 'shop-order', entity: 'G', expiresAt },
      draw: { amount: 10n, split: 'in-order', from: [wallet(user)] },
    })
    holds.push(id)
  }
  return holds
}
