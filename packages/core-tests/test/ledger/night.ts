import { createIncidents } from '@bazaar/core/incidents'
import {
  createNightWatch,
  type ExpiredHold,
  indexLedgers,
  type LedgerDeclaration,
  ledgersOf,
  type NightWatch,
} from '@bazaar/core/ledger'
import { type Books, openBooks, shopLedger } from './books.ts'

/** Books that somebody watches, and somebody damages. */
export interface Night extends Books {
  readonly watch: NightWatch
  readonly signal: AbortSignal
  /** What the feature's own check says; an error is thrown. */
  featureSays: readonly string[] | Error
  /** What the feature does when a hold of orders runs out. */
  onExpired: NonNullable<LedgerDeclaration['holds']>[number]['onExpired']
  /** What it locks before. */
  lock: NonNullable<NonNullable<LedgerDeclaration['holds']>[number]['lock']>
  readonly expired: ExpiredHold[]
  /** Keys of events. */
  readonly emitted: string[]
  /** Checks that find something now. */
  wrong(allSeals?: boolean): Promise<readonly string[]>
  openIncidents(): Promise<readonly string[]>
  /** Runs a statement that no trigger sees; what it spoils is put back by {@link repair}. */
  damage(...statements: readonly string[]): Promise<void>
  repair(): Promise<void>
}

const tables = ['account', 'posting', 'entry', 'hold', 'hold_part', 'roll_up', 'seal'].map(
  (name) => `core_ledger_${name}`,
)

export async function openNight({ patienceMs = 30_000 } = {}): Promise<Night> {
  const books = await openBooks()
  const { db, clock } = books
  const incidents = createIncidents({ db, clock, notifyAdmins: async () => undefined, throttleMs: 0 })
  const unseen = async (statements: readonly string[]) => {
    const client = await db.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SET LOCAL session_replication_role = replica')
      for (const statement of statements) await client.query(statement)
      await client.query('COMMIT')
    } finally {
      client.release(true)
    }
  }
  const signal = new AbortController().signal
  const night: Night = {
    ...books,
    ...{ signal, featureSays: [], expired: [], emitted: [] },
    onExpired: async () => undefined,
    lock: async () => undefined,
    watch: createNightWatch({
      ...{ db, clock, incidents, patienceMs },
      log: { error: () => undefined, warn: () => undefined, info: () => undefined } as never,
      events: { emit: async (_tx, { name }) => void night.emitted.push(name) },
      declared: () =>
        indexLedgers(
          ledgersOf([
            {
              id: 'shop',
              part: {
                ledger: {
                  ...shopLedger,
                  holds: [
                    {
                      reason: 'shop-order',
                      lock: (tx, hold) => night.lock(tx, hold),
                      async onExpired(tx, hold) {
                        await night.onExpired(tx, hold)
                        night.expired.push(hold)
                      },
                    },
                  ],
                  checks: [
                    {
                      id: 'shop-deposits',
                      async find() {
                        if (night.featureSays instanceof Error) throw night.featureSays
                        return night.featureSays
                      },
                    },
                  ],
                },
              },
            },
          ]),
        ),
    }),
    async wrong(allSeals = false) {
      const results = await night.watch.check(allSeals, signal)
      return results.filter(({ lines }) => lines.length > 0).map(({ check }) => check)
    },
    async openIncidents() {
      const { rows } = await db.pool.query<{ key: string }>(
        'SELECT key FROM core_incident WHERE closed_at IS NULL ORDER BY key',
      )
      return rows.map(({ key }) => key)
    },
    async damage(...statements) {
      await unseen([...tables.map((table) => `CREATE TABLE kept_${table} AS TABLE ${table}`), ...statements])
    },
    async repair() {
      await unseen([
        `TRUNCATE ${tables.join(', ')}`,
        ...tables.flatMap((table) => [`INSERT INTO ${table} TABLE kept_${table}`, `DROP TABLE kept_${table}`]),
      ])
    },
  }
  return night
}

const system = (kind: string) => ({ kind, owner: 'system', currency: 'PTS' }) as const
const wallet = (user: bigint) => ({ kind: 'core-wallet', owner: { user }, currency: 'PTS' }) as const

export const spend = (key: string, user: bigint, amount: bigint, isPayout = false) => ({
  ...{ key: `shop:order:${key}`, reason: isPayout ? 'shop-payout' : 'shop-order', entity: 'G1' },
  legs: [
    { ...wallet(user), amount: -amount },
    { ...system(isPayout ? 'shop-paid-out' : 'shop-sold'), amount },
  ],
})

export const holdOf = ({ clock }: Books, key: string, user: bigint, amount: bigint) => ({
  ...{ key: `shop:order:${key}`, reason: 'shop-order', entity: `G${key}` },
  expiresAt: new Date(clock.now().getTime() + 3_600_000),
  draw: { amount, split: 'in-order' as const, from: [wallet(user)] },
})

export const sold = system('shop-sold')
