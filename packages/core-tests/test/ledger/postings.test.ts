import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Books, openBooks, refusal } from './books.ts'

let books: Books
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books?.close())

const wallet = (user: bigint, currency = 'PTS') => ({ kind: 'core-wallet', owner: { user }, currency }) as const
const sold = { kind: 'shop-sold', owner: 'system', currency: 'PTS' } as const
const order = (key: string, user: bigint, amount: bigint) => ({
  ...{ key, reason: 'shop-order', entity: 'G1' },
  legs: [
    { ...wallet(user), amount: -amount },
    { ...sold, amount },
  ],
})

describe('a posting', () => {
  it('is refused as a mistake of the program when it is not declared, or does not balance', async () => {
    const { db, ledger } = books
    const post = (change: object) => db.tx((tx) => ledger.post(tx, { ...order('shop:order:1', 1n, 5n), ...change }))
    await expect(post({ reason: 'shop-nothing' })).rejects.toThrow('nobody declares the reason')
    await expect(post({ key: 'etsy:order:1' })).rejects.toThrow('is no key of a posting')
    await expect(post({ key: 'shop:order' })).rejects.toThrow('is no key of a posting')
    await expect(post({ entity: '' })).rejects.toThrow('1 to 64 characters')
    await expect(post({ legs: [{ ...wallet(1n), amount: -5n }] })).rejects.toThrow('has 1 legs')
    await expect(
      post({
        legs: [
          { ...wallet(1n), amount: -5n },
          { ...sold, amount: 4n },
        ],
      }),
    ).rejects.toThrow('instead of 0')
    await expect(
      post({
        legs: [
          { ...wallet(1n), amount: -5n },
          { ...wallet(2n), amount: 5n },
        ],
      }),
    ).rejects.toThrow('may not credit core-wallet')
    await expect(
      post({
        legs: [
          { ...wallet(1n, 'GBP'), amount: -5n },
          { ...sold, currency: 'GBP', amount: 5n },
        ],
      }),
    ).rejects.toThrow('nobody declares the currency GBP')
    await expect(
      post({
        legs: [
          { ...wallet(1n), amount: 0n },
          { ...sold, amount: 0n },
        ],
      }),
    ).rejects.toThrow('no amount')
    const given = (to: object) =>
      db.tx((tx) =>
        ledger.post(tx, {
          ...{ key: 'shop:fund:1', reason: 'shop-fund', entity: 'A1' },
          legs: [
            { kind: 'shop-issued', owner: 'system', currency: 'PTS', amount: -5n },
            { kind: 'core-bonus', owner: 'system', currency: 'PTS', amount: 5n, ...to },
          ],
        }),
      )
    await expect(given({})).rejects.toThrow('nobody is named')
    await expect(given({ kind: 'shop-escrow', owner: { entity: '' } })).rejects.toThrow('1 to 64 characters')
    expect(await books.one('SELECT count(*) AS value FROM core_ledger_posting')).toBe('0')
  })

  it('moves balances, says what is missing, and a refusal leaves nothing', async () => {
    const { db, ledger } = books
    await books.give(11n, 100n)
    expect(await books.available(11n)).toBe(100n)
    const tooMuch = db.tx((tx) => ledger.post(tx, order('shop:order:2', 11n, 101n)))
    await expect(tooMuch).rejects.toMatchObject({
      key: 'core-ledger-too-little',
      params: { missing: { money: ['1', 'PTS'] } },
    })
    expect(await refusal(db.sqlTx((tx) => ledger.post(tx, order('shop:order:2', 11n, 101n))))).toBe(
      'core-ledger-too-little',
    )
    expect(await db.tx((tx) => ledger.post(tx, order('shop:order:2', 11n, 100n)))).toMatchObject({ created: true })
    expect(await books.available(11n)).toBe(0n)
    expect(await ledger.statement(11n, 'PTS', 10)).toMatchObject([
      { reason: 'shop-order', entity: 'G1', amount: -100n, balanceAfter: 0n, kind: 'core-wallet' },
      { reason: 'shop-walk', amount: 100n, balanceAfter: 100n },
    ])
  })

  it('is posted once under its key; other content is a conflict and an incident', async () => {
    const { db, ledger } = books
    await books.give(12n, 100n)
    const first = await db.tx((tx) => ledger.post(tx, order('shop:order:3', 12n, 40n)))
    const again = await db.sqlTx((tx) => ledger.post(tx, order('shop:order:3', 12n, 40n)))
    expect(again).toEqual({ id: first.id, created: false })
    expect(await refusal(db.tx((tx) => ledger.post(tx, order('shop:order:3', 12n, 41n))))).toBe(
      'core-ledger-key-conflict',
    )
    expect(books.incidents).toEqual(['core:ledger-key-conflict'])
    expect(await books.available(12n)).toBe(60n)
  })

  it('of several accounts of one person, several people and two currencies is one', async () => {
    const { db, ledger } = books
    await books.give(13n, 50n)
    await db.tx((tx) =>
      ledger.post(tx, {
        ...{ key: 'shop:trade:1', reason: 'shop-trade', entity: 'T1' },
        legs: [
          { ...wallet(13n), amount: -50n },
          { kind: 'core-exchange', owner: 'system', currency: 'PTS', amount: 50n },
          { kind: 'core-exchange', owner: 'system', currency: 'USDT', amount: -1_500_000n },
          { ...wallet(13n, 'USDT'), amount: 1_500_000n },
        ],
      }),
    )
    expect(await books.available(13n)).toBe(0n)
    expect(await books.available(13n, 'USDT')).toBe(1_500_000n)
  })

  it('among many is all or nothing, in the order given', async () => {
    const { db, ledger } = books
    await books.give(14n, 10n)
    const gift = (n: number, from: bigint, to: bigint, amount: bigint) => ({
      ...{ key: `shop:gift:${n}`, reason: 'shop-gift', entity: `N${n}` },
      legs: [
        { ...wallet(from), amount: -amount },
        { ...wallet(to), amount },
      ],
    })
    const chain = [gift(1, 14n, 15n, 10n), gift(2, 15n, 16n, 10n), gift(3, 16n, 14n, 4n)]
    expect(await refusal(db.tx((tx) => ledger.postMany(tx, [...chain, gift(4, 15n, 14n, 1n)])))).toBe(
      'core-ledger-too-little',
    )
    expect(await books.available(14n)).toBe(10n)
    const posted = await db.tx((tx) => ledger.postMany(tx, chain))
    expect(posted.map(({ created }) => created)).toEqual([true, true, true])
    expect([await books.available(14n), await books.available(15n), await books.available(16n)]).toEqual([4n, 0n, 6n])
    const twice = await db.tx((tx) => ledger.postMany(tx, [...chain, gift(5, 16n, 14n, 6n), gift(5, 16n, 14n, 6n)]))
    expect(twice.map(({ created }) => created)).toEqual([false, false, false, true, false])
    expect(twice[3]?.id).toBe(twice[4]?.id)
  })
})

describe('a hold', () => {
  const hold = (key: string, draw: object) => ({
    ...{ key, reason: 'shop-order', entity: 'G2', expiresAt: new Date(books.clock.now().getTime() + 3_600_000) },
    draw: { amount: 10n, split: 'in-order' as const, from: [wallet(21n)], ...draw },
  })

  it('sets money aside, is captured in part, and frees the rest', async () => {
    const { db, ledger } = books
    await books.give(21n, 10n)
    const held = await db.tx((tx) => ledger.hold(tx, hold('shop:order:21', {})))
    expect(held).toMatchObject({ created: true, parts: [{ ...wallet(21n), amount: -10n }] })
    expect(await ledger.balances(21n)).toMatchObject([{ available: 0n, held: 10n }])
    expect(await refusal(db.tx((tx) => ledger.post(tx, order('shop:order:22', 21n, 1n))))).toBe(
      'core-ledger-too-little',
    )
    expect(await db.sqlTx((tx) => ledger.hold(tx, hold('shop:order:21', {})))).toEqual({ ...held, created: false })
    const captured = await db.tx((tx) => ledger.capture(tx, held.id, sold, 6n))
    expect(captured.created).toBe(true)
    expect(await ledger.balances(21n)).toMatchObject([{ available: 4n, held: 0n }])
    expect(await db.tx((tx) => ledger.capture(tx, held.id, sold, 6n))).toEqual({ ...captured, created: false })
    expect(await refusal(db.tx((tx) => ledger.capture(tx, held.id, sold)))).toBe('core-ledger-hold-resolved')
    expect(await refusal(db.tx((tx) => ledger.release(tx, held.id)))).toBe('core-ledger-hold-resolved')
  })

  it('finds the key of its capture taken, which is a conflict like any other', async () => {
    const { db, ledger } = books
    await books.give(24n, 20n)
    const { id } = await db.tx((tx) => ledger.hold(tx, hold('shop:order:26', { from: [wallet(24n)] })))
    await db.tx((tx) => ledger.post(tx, order('shop:order:26:capture', 24n, 1n)))
    expect(await refusal(db.tx((tx) => ledger.capture(tx, id, sold)))).toBe('core-ledger-key-conflict')
    expect(await ledger.balances(24n)).toMatchObject([{ available: 9n, held: 10n }])
  })

  it('is released, again without effect, and cannot be captured then', async () => {
    const { db, ledger } = books
    await books.give(22n, 10n)
    const { id } = await db.tx((tx) => ledger.hold(tx, hold('shop:order:23', { from: [wallet(22n)] })))
    await db.tx((tx) => ledger.release(tx, id))
    await db.sqlTx((tx) => ledger.release(tx, id))
    expect(await ledger.balances(22n)).toMatchObject([{ available: 10n, held: 0n }])
    expect(await refusal(db.tx((tx) => ledger.capture(tx, id, sold)))).toBe('core-ledger-hold-resolved')
    expect(await refusal(db.tx((tx) => ledger.capture(tx, 999_999n, sold)))).toBe('core-ledger-unknown')
  })

  it('runs out at its instant: no capture, and whoever needs the money has it at once', async () => {
    const { db, ledger, clock } = books
    await books.give(23n, 10n)
    const { id } = await db.tx((tx) => ledger.hold(tx, hold('shop:order:24', { from: [wallet(23n)] })))
    clock.advance(3_600_000)
    expect(await ledger.balances(23n)).toMatchObject([{ available: 10n, held: 0n }])
    expect(await refusal(db.tx((tx) => ledger.capture(tx, id, sold)))).toBe('core-ledger-hold-expired')
    await db.tx((tx) => ledger.post(tx, order('shop:order:25', 23n, 7n)))
    expect(await ledger.balances(23n)).toMatchObject([{ available: 3n, held: 0n }])
    clock.advance(-3_600_000)
    // Its money is spent: by a clock that is behind it cannot be captured either.
    expect(await refusal(db.tx((tx) => ledger.capture(tx, id, sold)))).toBe('core-ledger-hold-expired')
  })

  it('in proportion counts what has run out as there', async () => {
    const { db, ledger, clock } = books
    for (const user of [51n, 52n]) await books.give(user, 100n)
    await db.tx((tx) => ledger.hold(tx, hold('shop:order:51', { amount: 90n, from: [wallet(51n)] })))
    clock.advance(3_600_000)
    const from = [wallet(51n), wallet(52n)]
    const { parts } = await db.tx((tx) =>
      ledger.hold(tx, hold('shop:order:52', { amount: 100n, split: 'in-proportion', from })),
    )
    expect(parts.map(({ amount }) => amount)).toEqual([-50n, -50n])
  })

  it('draws in order, or in proportion by largest remainder, within what each may give', async () => {
    const { db, ledger } = books
    for (const [user, amount] of [
      [31n, 100n],
      [32n, 100n],
      [33n, 100n],
    ] as const)
      await books.give(user, amount)
    const from = [wallet(31n), wallet(32n), wallet(33n)]
    const parts = async (key: string, draw: object) => {
      const { id, parts: taken } = await db.tx((tx) => ledger.hold(tx, hold(key, { from, ...draw })))
      await db.tx((tx) => ledger.release(tx, id))
      return taken.map(({ amount }) => -amount)
    }
    expect(await parts('shop:order:31', { amount: 150n })).toEqual([100n, 50n])
    expect(await parts('shop:order:32', { amount: 100n, split: 'in-proportion' })).toEqual([34n, 33n, 33n])
    const capped = [wallet(31n), { ...wallet(32n), atMost: 10n }, wallet(33n)]
    expect(await parts('shop:order:33', { amount: 100n, split: 'in-proportion', from: capped })).toEqual([
      45n,
      10n,
      45n,
    ])
    expect(await refusal(parts('shop:order:34', { amount: 211n, split: 'in-proportion', from: capped }))).toBe(
      'core-ledger-too-little',
    )
    const nobody = [{ ...wallet(31n), atMost: 0n }, wallet(34n), wallet(33n)]
    expect(await parts('shop:order:35', { amount: 100n, split: 'in-proportion', from: nobody })).toEqual([100n])
  })
})

describe('a reversal', () => {
  it('is posted once, mirrored, to the parts that it came from', async () => {
    const { db, ledger } = books
    const posting = await books.give(41n, 30n)
    const reverse = (key: string, shortfall: 'refuse' | 'receivable' = 'refuse', of = posting) =>
      db.tx((tx) => ledger.reverse(tx as never, of, key, shortfall))
    const reversed = await reverse('core:reversal:1')
    expect(reversed.created).toBe(true)
    expect(await reverse('core:reversal:1')).toEqual({ ...reversed, created: false })
    expect(await refusal(reverse('core:reversal:2'))).toBe('core-ledger-reversed')
    expect(await refusal(reverse('core:reversal:1', 'receivable'))).toBe('core-ledger-key-conflict')
    expect(await refusal(reverse('core:reversal:3', 'refuse', reversed.id))).toBe('core-ledger-reversed')
    expect(await books.available(41n)).toBe(0n)
    expect(await ledger.statement(41n, 'PTS', 10)).toMatchObject([
      { amount: -30n, isReversal: true },
      { amount: 30n, isReversal: false },
    ])
  })

  it('of what was spent is refused, or becomes a debt', async () => {
    const { db, ledger } = books
    const posting = await books.give(42n, 30n)
    await db.tx((tx) => ledger.post(tx, order('shop:order:42', 42n, 20n)))
    const reverse = (shortfall: 'refuse' | 'receivable') =>
      db.tx((tx) => ledger.reverse(tx as never, posting, `core:reversal:42-${shortfall}`, shortfall))
    await expect(reverse('refuse')).rejects.toMatchObject({ params: { missing: { money: ['20', 'PTS'] } } })
    await reverse('receivable')
    expect(await ledger.balances(42n)).toMatchObject([
      { kind: 'core-wallet', available: 0n },
      { kind: 'core-receivable', available: -20n },
    ])
  })
})
