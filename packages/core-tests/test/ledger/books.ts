import type { Clock } from '@bazaar/core/clock'
import { createDb, type Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { createLedger, indexLedgers, type Ledger, type LedgerDeclaration, ledgersOf } from '@bazaar/core/ledger'
import { createFakeClock, createTestDatabase, type FakeClock } from '@bazaar/testing'

/** A feature that earns, spends and pays out. */
export const shopLedger: LedgerDeclaration = {
  accounts: [
    { id: 'shop-issued', nature: 'derived' },
    { id: 'shop-sold', nature: 'derived' },
    { id: 'shop-paid-out', nature: 'derived' },
    { id: 'shop-escrow', nature: 'stored' },
  ],
  reasons: [
    { id: 'shop-walk', text: 'shop-walk', debits: ['shop-issued'], credits: ['core-wallet'] },
    { id: 'shop-order', text: 'shop-order', debits: ['core-wallet', 'core-bonus'], credits: ['shop-sold'] },
    { id: 'shop-gift', text: 'shop-gift', debits: ['core-wallet'], credits: ['core-wallet'] },
    {
      id: 'shop-fund',
      text: 'shop-fund',
      debits: ['shop-issued', 'shop-escrow'],
      credits: ['shop-escrow', 'core-pending', 'core-bonus'],
    },
    { id: 'shop-payout', text: 'shop-payout', debits: ['core-wallet'], credits: ['shop-paid-out'], isPayout: true },
    {
      id: 'shop-trade',
      text: 'shop-trade',
      debits: ['core-wallet', 'core-exchange'],
      credits: ['core-wallet', 'core-exchange'],
    },
  ],
}

/** The books of the shop, on any database and by any clock. @param incidents is given the keys of those that are opened */
export function createShopLedger(deps: {
  readonly db: Db
  readonly clock: Clock
  readonly incidents?: string[]
}): Ledger {
  const { db, clock, incidents = [] } = deps
  const index = indexLedgers(ledgersOf([{ id: 'shop', part: { ledger: shopLedger } }]))
  return createLedger({
    ...{ db, clock },
    log: { error: () => undefined, warn: () => undefined, info: () => undefined } as never,
    events: { emit: async () => undefined },
    incidents: {
      open: async (_tx: unknown, key: string) => incidents.push(key) > 0,
      close: async () => false,
    },
    declared: () => index,
  })
}

/** The books with one feature in them, on a database of their own. */
export interface Books {
  readonly db: Db
  readonly url: string
  readonly ledger: Ledger
  readonly clock: FakeClock
  /** Keys of incidents that were opened. */
  readonly incidents: readonly string[]
  /** Gives somebody points out of nothing. */
  give(user: bigint, amount: bigint, currency?: string): Promise<bigint>
  /** What somebody can spend. */
  available(user: bigint, currency?: string): Promise<bigint>
  /** Sums by a statement of the test's own. */
  one(sql: string, values?: readonly unknown[]): Promise<string>
  close(): Promise<void>
}

export async function openBooks(poolSize = 10): Promise<Books> {
  const database = await createTestDatabase()
  const db = createDb({ url: database.url, poolSize, applicationName: 'books' })
  const clock = createFakeClock()
  const incidents: string[] = []
  const ledger = createShopLedger({ db, clock, incidents })
  let given = 0
  return {
    ...{ db, ledger, clock, incidents, url: database.url },
    async give(user, amount, currency = 'PTS') {
      given += 1
      const { id } = await db.sqlTx((tx) =>
        ledger.post(tx, {
          ...{ key: `shop:walk:given-${given}`, reason: 'shop-walk', entity: `K${given}` },
          legs: [
            { kind: 'shop-issued', owner: 'system', currency, amount: -amount },
            { kind: 'core-wallet', owner: { user }, currency, amount },
          ],
        }),
      )
      return id
    },
    async available(user, currency = 'PTS') {
      const balances = await ledger.balances(user)
      return balances
        .filter((one) => one.currency === currency && one.kind !== 'core-receivable')
        .reduce((sum, one) => sum + one.available, 0n)
    },
    async one(sql, values = []) {
      const { rows } = await db.pool.query<{ value: unknown }>(sql, [...values])
      return String(rows[0]?.value)
    },
    async close() {
      await db.close()
      await database.drop()
    },
  }
}

/** The key of the refusal. @throws what is none */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.key
    throw error
  }
}
