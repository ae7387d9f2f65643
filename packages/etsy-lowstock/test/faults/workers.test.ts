import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openWorkbench, type Workbench } from '@bazaar/core/app'
import { advanceClock, type Clock } from '@bazaar/core/clock'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { startStandin } from '@bazaar/telegram-standin'
import {
  type ChildApp,
  createTestDatabase,
  encryptionKeys,
  findFreePort,
  spawnApp,
  waitFor,
  webhookSecret,
} from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type EtsyStandIn, startEtsy } from '../../demo/etsy-standin.ts'
import { env } from '../../src/env.ts'
import { createServices } from '../../src/services.ts'
import { features } from './features.ts'

const shopCount = 6
const kills = 20
const pollSeconds = 10
const hour = 3_600_000

let database: Awaited<ReturnType<typeof createTestDatabase>>
let telegram: Awaited<ReturnType<typeof startStandin>>
let etsy: EtsyStandIn
let workbench: Workbench
let offsetMs = 0
let settings: Readonly<Record<string, string>>
const children = new Set<ChildApp>()
const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-etsy-workers-'))

/** The time that the processes go by: the database's, and what this test moved it by. */
const clock: Clock = {
  now: () => new Date(Date.now() + offsetMs),
  get offsetMs() {
    return offsetMs
  },
  onJump: () => () => undefined,
}

const userOf = (n: number): number => 60_000_001 + n
const listingOf = (n: number, what: 0 | 1): number => 1_700_000_001 + n * 10 + what

beforeAll(async () => {
  database = await createTestDatabase()
  telegram = await startStandin({ mode: 'faithful' })
  const account = telegram.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  etsy = await startEtsy({
    now: clock.now,
    accounts: Array.from({ length: shopCount }, (_, n) => ({
      userId: userOf(n),
      login: `Seller${n}`,
      shop: {
        id: 42_000_001 + n,
        name: `Shop ${n}`,
        currency: 'EUR',
        listings: [
          { id: listingOf(n, 0), title: 'Plain', price: 1_000, quantity: 8 },
          {
            id: listingOf(n, 1),
            title: 'Sizes',
            price: 1_000,
            products: ['S', 'L'].map((Size) => ({ values: { Size }, sku: Size, quantity: 8 })),
          },
        ],
      },
    })),
  })
  settings = {
    BOT_TOKEN: account.token,
    TELEGRAM_API_ROOT: telegram.url,
    ENCRYPTION_KEYS: encryptionKeys,
    DATA_DIR: dataDir,
    DATABASE_POOL_SIZE: '6',
    SEND_RATE_PER_SECOND: '1000',
    SEND_CHAT_INTERVAL_MS: '1',
    ETSY_API_KEY: 'demo-keystring',
    ETSY_SHARED_SECRET: 'demo-secret',
    ETSY_REDIRECT_URL: 'https://bot.example.com/api/etsy-lowstock/callback',
    ETSY_API_URL: etsy.apiUrl,
    ETSY_TOKEN_URL: etsy.tokenUrl,
    ETSY_CONNECT_URL: etsy.connectUrl,
    ETSY_POLL_INTERVAL: String(pollSeconds),
    ETSY_CALLS_PER_DAY: '10000000',
    ETSY_CALLS_PER_SECOND: '1000',
  }
  const config = loadConfig(features, settings)
  if (!config.ok) throw new Error(describeProblems(config.problems))
  workbench = await openWorkbench({
    config: config.config,
    databaseUrl: database.url,
    clock,
    botUsername: 'bazaar_test_bot',
  })
  for (let n = 0; n < shopCount; n++) await link(n)
})
afterAll(async () => {
  for (const child of children) child.kill()
  await Promise.all([...children].map((child) => child.ended))
  await workbench?.close()
  await telegram?.close()
  await etsy?.close()
  await database?.drop()
  rmSync(dataDir, { recursive: true })
})

async function link(n: number): Promise<void> {
  const { shops } = createServices(workbench.core, z.object(env).parse(settings))
  const chatId = BigInt(900_000 + n)
  const tokens = etsy.give(userOf(n))
  const now = clock.now().getTime()
  const granted = {
    access: tokens.access_token,
    refresh: tokens.refresh_token,
    accessExpiresAt: new Date(now + tokens.expires_in * 1000),
    refreshExpiresAt: new Date(now + 90 * 24 * hour),
    etsyUserId: BigInt(userOf(n)),
  }
  const prepared = await shops.linker.prepare(granted)
  if (!prepared.ok) throw new Error(prepared.why)
  const { facts } = prepared
  await workbench.core.db.tx((tx) => shops.linker.link(tx, { ownerId: chatId, chatId, title: 'A', granted, facts }))
}

async function startChild(): Promise<ChildApp> {
  const port = await findFreePort()
  const child = spawnApp({
    module: new URL('./features.ts', import.meta.url),
    databaseUrl: database.url,
    env: { ...settings, PORT: String(port), WEBHOOK_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: webhookSecret },
  })
  children.add(child)
  await child.ready
  return child
}

const query = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
  (await workbench.core.db.pool.query<Row>(sql)).rows

interface Told {
  readonly thing: string
  readonly kind: string
}

/** Sold out and back, in the order in which it was told. */
const told = (): Promise<readonly Told[]> =>
  query<Told>(
    `SELECT l.etsy_listing_id || coalesce(' ' || v.name, '') AS thing, a.kind FROM etsy_lowstock_alert a
     JOIN etsy_lowstock_listing l ON l.id = a.listing_id LEFT JOIN etsy_lowstock_variation v ON v.id = a.variation_id ORDER BY a.id`,
  )
const byThing = (all: readonly Told[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(all, ({ thing }) => thing)]
      .map(([thing, rows]) => [thing, rows.map(({ kind }) => kind)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )

it(`3 workers, ${kills} kill -9, a clock that jumps and an Etsy that fails: each transition is told once, none is lost`, async () => {
  const history: Told[] = []
  let isOver = false
  const running = await Promise.all([startChild(), startChild(), startChild()])
  await waitFor(
    'the first snapshots',
    async () => (await query(`SELECT 1 FROM etsy_lowstock_shop WHERE state = 'ACTIVE'`)).length === shopCount,
    60_000,
  )
  const move = async (ms: number): Promise<void> => {
    offsetMs += ms
    await advanceClock(workbench.core.db, ms)
  }
  /** Business time runs ten times as fast, in jumps. */
  const ticking = setInterval(() => void move(10_000), 1_000)

  /** One shop sells out and is filled again, as soon as the one before was told. */
  async function trade(n: number): Promise<void> {
    const [plain, sizes] = [listingOf(n, 0), listingOf(n, 1)]
    for (let kind = 'out'; !isOver || kind === 'back'; kind = kind === 'out' ? 'back' : 'out') {
      if (kind === 'out') {
        etsy.sell(plain, { count: 99 })
        etsy.sell(sizes, { product: 'L', count: 99 })
      } else {
        etsy.restock(plain, 8)
        etsy.restock(sizes, 8)
      }
      history.push({ thing: String(plain), kind }, { thing: `${sizes} L`, kind })
      const count = (all: readonly Told[]) =>
        all.filter(({ thing }) => thing.startsWith(String(plain).slice(0, -1))).length
      await waitFor(
        `shop ${n} is told of`,
        async () => {
          await delay(200)
          return count(await told()) >= count(history)
        },
        // A look that was killed is taken over when its process and its lock are given up, half a minute later; some are killed again and again.
        300_000,
      )
    }
  }

  /** kill -9 in the middle of whatever they do; another one takes its place. */
  async function killSome(): Promise<number> {
    let killed = 0
    for (; killed < kills; killed++) {
      const [victim] = running.splice(0, 1)
      const seen = etsy.calls().length
      // At the moment of a call, or after a while without one.
      await waitFor('a look is under way', () => etsy.calls().length > seen, 3_000).catch(() => undefined)
      victim?.kill()
      await victim?.ended
      if (victim) children.delete(victim)
      etsy.cutCall(1 + (killed % 7), killed % 2 === 0 ? 'cut-after' : 'status')
      running.push(await startChild())
    }
    return killed
  }

  const trading = Promise.all(Array.from({ length: shopCount }, (_, n) => trade(n)))
  expect(await killSome()).toBe(kills)
  isOver = true
  await trading
  clearInterval(ticking)
  await waitFor(
    'nothing is under way',
    async () => (await query('SELECT 1 FROM graphile_worker.jobs WHERE locked_at IS NOT NULL')).length === 0,
    60_000,
  )

  const expected = history.length
  // Both things of each shop, sold out and back, on a slow machine too.
  expect(expected).toBeGreaterThanOrEqual(shopCount * 4)
  expect(byThing(await told())).toEqual(byThing(history))
  const [alerts] = await query<{ rows: number; messages: number; missing: number }>(
    `SELECT count(*)::int AS rows, count(DISTINCT notification_id)::int AS messages,
       count(*) FILTER (WHERE notification_id IS NULL)::int AS missing FROM etsy_lowstock_alert`,
  )
  expect(alerts).toEqual({ rows: expected, messages: expected, missing: 0 })
  const [intents] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM core_notification WHERE entity LIKE 'alert:%'`,
  )
  expect(intents?.count).toBe(expected)
  console.log(`${expected} transitions, ${etsy.counts().struck} calls that failed, ${etsy.counts().api} calls`)
})
