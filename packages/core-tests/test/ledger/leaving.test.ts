import { randomUUID } from 'node:crypto'
import { personalStores } from '@bazaar/core/privacy'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWalks } from './wallet-feature.ts'

type Person = ReturnType<TestPlatform['telegram']['user']>

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createWalks()], startAt: new Date('2026-01-05T09:00:00Z') })
})
afterAll(() => platform?.stop())

async function walks(person: Person, args: string): Promise<void> {
  await person.sends(`/walk ${args}`)
  await person.sees('Booked T')
}

async function one(sql: string, values: readonly unknown[] = []): Promise<string> {
  const { rows } = await platform.app.core.db.pool.query<{ value: unknown }>(sql, [...values])
  return String(rows[0]?.value)
}

const read = (text: string | null | undefined) => (text ?? '').replaceAll('\u00a0', ' ')
const core = () => {
  const store = personalStores(platform.app.declarations.all).find(({ id }) => id === 'core')
  if (!store) throw new Error('The core stores nothing about people')
  return store
}

describe('/delete', () => {
  it('is blocked by money and by what is set aside, each with the way to the wallet', async () => {
    const anna = platform.telegram.user('Anna')
    await walks(anna, '100')
    await anna.sends('/order 70')
    await anna.sees('Booked H')
    await walks(anna, '1500000 USDT')
    await anna.sends('/delete')
    const card = await anna.sees(/set aside/)
    expect(read(card.text)).toContain('70 points in your wallet is set aside')
    expect(read(card.text)).toContain('still 1.50 USDT in your wallet')
    await anna.presses('👛 Wallet')
    await anna.sees('Changes, newest first')
  })

  it('is refused when money came after the question', async () => {
    const otto = platform.telegram.user('Otto')
    await walks(otto, '100')
    await otto.sends('/delete')
    const card = await otto.sees('Delete your data?')
    expect(card.text).toContain('points and bonuses are given up')
    await walks(otto, '7 XTR')
    await otto.presses('🗑 Yes, delete everything', { messageId: card.message_id })
    await otto.sees('in your wallet')
    // The same inside the transaction, where nothing was asked before.
    await expect(platform.app.core.db.tx((tx) => core().eraseUser(tx, BigInt(otto.id)))).rejects.toMatchObject({
      key: 'core-wallet-erase-money',
    })
    expect(await one('SELECT count(*) AS value FROM core_ledger_subject WHERE user_id = $1', [otto.id])).toBe('1')
  })

  it('gives points and bonuses up, leaves the books, and who comes back begins with nothing', async () => {
    const ivan = platform.telegram.user('Ivan')
    const leaves = async () => {
      await walks(ivan, '100')
      await walks(ivan, '300000 USDT core-bonus')
      await ivan.sends('/delete')
      await ivan.sees('Delete your data?')
      await ivan.presses('🗑 Yes, delete everything')
      await ivan.sees('Everything is deleted')
    }
    await leaves()
    expect(await one('SELECT count(*) AS value FROM core_ledger_subject WHERE user_id = $1', [ivan.id])).toBe('0')
    await ivan.sends('/wallet')
    await ivan.sees('Nothing yet')
    await leaves()
    const forfeits = `SELECT count(*) AS value FROM core_ledger_posting WHERE reason = 'core-forfeit'`
    expect(await one(forfeits)).toBe('4')
    expect(
      await one(`SELECT count(*) AS value FROM core_ledger_posting WHERE key LIKE '%' || $1 || '%'`, [ivan.id]),
    ).toBe('0')
    const left = `SELECT sum(account.balance) AS value FROM core_ledger_account account JOIN core_ledger_subject subject ON subject.id = account.subject_id
      WHERE subject.user_id IS NULL`
    expect(await one(left)).toBe('0')
  })

  it('keeps nobody who only owes something', async () => {
    const lea = platform.telegram.user('Lea')
    const { adminAction, ledger } = platform.app.core
    await walks(lea, '5 USDT')
    const [line] = await ledger.statement(BigInt(lea.id), 'USDT', 1)
    await lea.sends('/spend 5')
    await lea.sees('Booked T')
    await adminAction({ origin: 'system' }, async (tx) => {
      const posting = line?.posting ?? 0n
      const { id } = await ledger.reverse(tx, posting, `core:reversal:${posting}`, 'receivable')
      return { value: id, did: { action: 'ledger.reversed', object: { kind: 'core-posting', id: `T${posting}` } } }
    })
    await lea.sends('/wallet')
    expect(read((await lea.sees('Wallet')).text)).toContain('Owed to us: 0.000005 USDT')
    await lea.sends('/delete')
    await lea.sees('Delete your data?')
    await lea.presses('🗑 Yes, delete everything')
    await lea.sees('Everything is deleted')
  })

  it.each([
    ['an account that is new', 555_001n, 'USDT'],
    ['one that was there', 555_002n, 'PTS'],
  ])(
    'lets nobody in between: what comes to %s waits, and is refused when its person has left',
    async (_what, user, later) => {
      const { db, ledger } = platform.app.core
      const give = (currency: string) =>
        db.sqlTx((tx) =>
          ledger.post(tx, {
            ...{ key: `shop:walk:${randomUUID()}`, reason: 'shop-walk', entity: 'K0' },
            legs: [
              { kind: 'shop-issued', owner: 'system', currency, amount: -5n },
              { kind: 'core-wallet', owner: { user }, currency, amount: 5n },
            ],
          }),
        )
      await give('PTS')
      let coming: Promise<unknown> = Promise.resolve()
      await db.tx(async (tx) => {
        await core().eraseUser(tx, user)
        coming = give(later).then(
          () => 'posted',
          () => 'refused',
        )
        // It waits for this transaction.
        const waits = `SELECT count(*) AS value FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'SELECT core_ledger_%'
        AND datname = current_database()`
        await expect.poll(() => one(waits), { timeout: 10_000 }).toBe('1')
      })
      expect(await coming).toBe('refused')
      const lost = `SELECT count(*) AS value FROM core_ledger_account account JOIN core_ledger_subject subject ON subject.id = account.subject_id
      WHERE subject.user_id IS NULL AND account.balance <> 0`
      expect(await one(lost)).toBe('0')
      expect(await one('SELECT count(*) AS value FROM core_ledger_subject WHERE user_id = $1', [String(user)])).toBe(
        '0',
      )
    },
  )

  it('leaves nobody named by what is asked once more', async () => {
    const { db, ledger, clock } = platform.app.core
    const user = 555_004n
    const [wallet, sold] = [
      { kind: 'core-wallet', owner: { user }, currency: 'PTS' },
      { kind: 'shop-issued', owner: 'system', currency: 'PTS' },
    ] as const
    const order = { reason: 'shop-order', entity: 'G0' }
    const hold = {
      ...{ ...order, key: `shop:order:${randomUUID()}`, expiresAt: new Date(clock.now().getTime() + 3_600_000) },
      draw: { amount: 5n, split: 'in-order' as const, from: [wallet] },
    }
    const walk = {
      ...{ key: `shop:walk:${randomUUID()}`, reason: 'shop-walk', entity: 'K0' },
      legs: [
        { ...sold, amount: -9n },
        { ...wallet, amount: 9n },
      ],
    }
    await db.sqlTx((tx) => ledger.post(tx, walk))
    const { id } = await db.sqlTx((tx) => ledger.hold(tx, hold))
    await db.sqlTx((tx) => ledger.release(tx, id))
    await db.tx((tx) => core().eraseUser(tx, user))
    expect(await db.sqlTx((tx) => ledger.post(tx, walk))).toMatchObject({ created: false })
    expect(await db.sqlTx((tx) => ledger.hold(tx, hold))).toEqual({ id, created: false, parts: [] })
    expect(await one('SELECT count(*) AS value FROM core_ledger_subject WHERE user_id = $1', [String(user)])).toBe('0')
  })

  it('waits for whoever is deciding about a correction, without a deadlock', async () => {
    const { db, ledger } = platform.app.core
    const user = 555_003n
    await db.sqlTx((tx) =>
      ledger.post(tx, {
        ...{ key: `shop:walk:${randomUUID()}`, reason: 'shop-walk', entity: 'K0' },
        legs: [
          { kind: 'shop-issued', owner: 'system', currency: 'PTS', amount: -5n },
          { kind: 'core-wallet', owner: { user }, currency: 'PTS', amount: 5n },
        ],
      }),
    )
    const { id: subjectId } = await db.prisma.ledgerSubject.findUniqueOrThrow({ where: { userId: user } })
    const { id } = await db.prisma.ledgerAdjustment.create({
      data: { subjectId, kind: 'core-wallet', currency: 'PTS', amount: 9n, askedBy: user, askedAt: new Date() },
    })
    const entityId = String(id)
    const approval = await db.prisma.approval.create({
      data: { kind: 'core-adjustment', entityId, submittedBy: user, submittedAt: new Date(), needed: 2 },
    })
    let leaving: Promise<unknown> = Promise.resolve()
    await db.tx(async (tx) => {
      await tx.$queryRaw`SELECT FROM core_approval WHERE id = ${approval.id} FOR UPDATE`
      leaving = db.tx((other) => core().eraseUser(other, user))
      const waits = `SELECT count(*) AS value FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
      await expect.poll(() => one(waits), { timeout: 10_000 }).toBe('1')
      await tx.$queryRaw`SELECT FROM core_ledger_adjustment WHERE id = ${id} FOR UPDATE`
    })
    await leaving
    const { state } = await db.prisma.ledgerAdjustment.findUniqueOrThrow({ where: { id } })
    expect([state, await db.prisma.approval.count({ where: { id: approval.id } })]).toEqual(['withdrawn', 0])
  })

  it('does nothing for somebody unknown', async () => {
    await platform.app.core.db.tx((tx) => core().eraseUser(tx, 555_999n))
  })
})

describe('/export', () => {
  it('has the accounts, what is set aside, and the whole statement as files', async () => {
    const pia = platform.telegram.user('Pia')
    await walks(pia, '100')
    await walks(pia, '1500000 USDT')
    await pia.sends('/order 30')
    await pia.sees('Booked H')
    await pia.sends('/export')
    const file = await pia.sees('history of your wallet')
    expect(file.document?.file_name).toBe('wallet-1.csv')
    expect(await core().exportUser(BigInt(pia.id))).toMatchObject({
      wallet_accounts: [
        { kind: 'core-wallet', currency: 'PTS', available: 70n, held: 30n },
        { kind: 'core-wallet', currency: 'USDT', available: 1_500_000n, held: 0n },
      ],
      wallet_holds: [{ reason: 'shop-order', state: 'open', amount: '30' }],
    })
    const chunks: Uint8Array[] = []
    for await (const { open } of core().exportFiles(BigInt(pia.id)))
      for await (const chunk of open()) chunks.push(chunk)
    const lines = Buffer.concat(chunks).toString().split('\r\n')
    expect(lines[0]).toBe('\u{feff}at,account,currency,amount,balance_after,reason,about,posting,takes_back')
    expect(lines[1]).toMatch(/^2026-01-05T[\d:.]+Z,core-wallet,PTS,100,100,shop-walk,K\d+,T\d+,$/)
    expect(lines[2]).toMatch(/^2026-01-05T[\d:.]+Z,core-wallet,USDT,1.500000,1.500000,shop-walk,K\d+,T\d+,$/)
    expect(lines.slice(3)).toEqual([''])
  })
})
