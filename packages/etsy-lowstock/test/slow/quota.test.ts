import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openWorkbench } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { createFakeClock, createTestDatabase, encryptionKeys } from '@bazaar/testing'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { thing } from '../../demo/etsy/builder.ts'
import { startEtsy } from '../../demo/etsy-standin.ts'
import { env } from '../../src/env.ts'
import { etsyLowstock } from '../../src/index.ts'
import { createServices } from '../../src/services.ts'

const hour = 3_600_000
const day = 24 * hour
const startAt = new Date('2026-03-02T00:00:00Z')

interface Simulated {
  readonly shops: number
  /** So many of them have 20 pages. */
  readonly large: number
  /** Calls that Etsy allows. */
  readonly perDay: number
  /** By how much the time until the next look may differ from what people were told; large shops are known to be large after the first look. */
  readonly tolerance: number
}

/**
 * Shops that were linked in the same moment, looked at in the order in which they are due for as long as told: each look at its own time, without
 * workers, so that a day takes as long as its calls.
 */
async function simulate({ shops, large, perDay }: Omit<Simulated, 'tolerance'>) {
  const database = await createTestDatabase()
  const clock = createFakeClock(startAt)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-etsy-quota-'))
  const pages = Array.from({ length: 1_950 }, (_, n) => thing(n))
  const etsy = await startEtsy({
    now: () => clock.now(),
    rateNow: () => clock.now().getTime(),
    limits: { perDay },
    accounts: Array.from({ length: shops }, (_, n) => ({
      userId: 70_000_001 + n,
      login: `Seller${n}`,
      shop: { id: 43_000_001 + n, name: `Shop ${n}`, currency: 'EUR', listings: n < large ? pages : pages.slice(0, 2) },
    })),
  })
  const settings = {
    BOT_TOKEN: `1:${'x'.repeat(35)}`,
    ENCRYPTION_KEYS: encryptionKeys,
    DATA_DIR: dataDir,
    ETSY_API_KEY: 'demo-keystring',
    ETSY_SHARED_SECRET: 'demo-secret',
    ETSY_REDIRECT_URL: 'https://bot.example.com/api/etsy-lowstock/callback',
    ETSY_API_URL: etsy.apiUrl,
    ETSY_TOKEN_URL: etsy.tokenUrl,
    ETSY_CALLS_PER_SECOND: '1000',
  }
  const config = loadConfig([etsyLowstock], settings)
  if (!config.ok) throw new Error(describeProblems(config.problems))
  const options = { config: config.config, databaseUrl: database.url, clock, botUsername: 'bazaar_test_bot' }
  const workbench = await openWorkbench(options)
  const { db } = workbench.core
  const services = createServices(workbench.core, z.object(env).parse(settings))
  try {
    for (let n = 0; n < shops; n++) {
      const tokens = etsy.give(70_000_001 + n)
      await db.tx((tx) =>
        services.shops.linker.link(tx, {
          ownerId: BigInt(n + 1),
          chatId: BigInt(n + 1),
          title: 'A',
          facts: { etsyShopId: BigInt(43_000_001 + n), name: 'A', url: 'https://www.etsy.com/shop/a', currency: 'EUR' },
          granted: {
            access: tokens.access_token,
            refresh: tokens.refresh_token,
            accessExpiresAt: new Date(clock.now().getTime() + hour),
            refreshExpiresAt: new Date(clock.now().getTime() + 90 * day),
            etsyUserId: BigInt(70_000_001 + n),
          },
        }),
      )
    }
    const looks = new Map<string, number[]>()
    /** What people were told after a look, and how long it took to the next one; seconds. */
    const said: { readonly told: number; readonly took: number }[] = []
    const toldLast = new Map<string, number>()
    const intervals: number[] = []
    let refused = 0
    for (;;) {
      const { rows } = await db.pool.query<{ id: string; due: Date; looked: Date | null }>(
        `SELECT id, next_look_at AS due FROM etsy_lowstock_shop WHERE state <> 'DISCONNECTED' ORDER BY next_look_at, id LIMIT 1`,
      )
      const [next] = rows
      if (!next || next.due.getTime() >= startAt.getTime() + 1.25 * day) break
      clock.advance(Math.max(0, next.due.getTime() - clock.now().getTime()))
      await services.stock.looks.look(BigInt(next.id), new AbortController().signal)
      const row = await db.pool.query<{ looked: Date | null }>(
        'SELECT looked_at AS looked FROM etsy_lowstock_shop WHERE id = $1',
        [next.id],
      )
      if (row.rows[0]?.looked?.getTime() === clock.now().getTime())
        looks.set(next.id, [...(looks.get(next.id) ?? []), clock.now().getTime()])
      else refused += 1
      const [before, now] = (looks.get(next.id) ?? []).slice(-2)
      const told = toldLast.get(next.id)
      if (told !== undefined && before !== undefined && now !== undefined)
        said.push({ told, took: (now - before) / 1000 })
      const interval = await services.stock.interval()
      toldLast.set(next.id, interval)
      intervals.push(interval)
    }
    const calls = etsy.calls().filter(({ kind, status }) => kind === 'api' && status === 200)
    return {
      looks,
      said,
      intervals,
      refused,
      limited: etsy.counts().limited,
      calls: calls.map(({ at }) => at.getTime()),
    }
  } finally {
    await workbench.close()
    await etsy.close()
    await database.drop()
    rmSync(dataDir, { recursive: true })
  }
}

type Result = Awaited<ReturnType<typeof simulate>>

/** Gaps between the looks of each shop once the first round is over. */
function fairness({ looks }: Result) {
  const gaps = [...looks.values()].flatMap((at) => at.slice(1).map((one, n) => one - (at[n] ?? 0)))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  return { mean: mean / hour, longest: Math.max(...gaps) / hour, ratio: Math.max(...gaps) / mean, gaps: gaps.length }
}

/** Calls in the worst 24 hours, as Etsy counts them. */
function worstDay(calls: readonly number[]): number {
  let from = 0
  let worst = 0
  for (const [n, at] of calls.entries()) {
    while ((calls[from] ?? 0) <= at - day) from += 1
    worst = Math.max(worst, n - from + 1)
  }
  return worst
}

function expectFair(result: Result, { shops, perDay, tolerance }: Simulated): void {
  const { ratio } = fairness(result)
  expect(result.looks.size).toBe(shops)
  expect(ratio).toBeLessThanOrEqual(1.5)
  expect(worstDay(result.calls)).toBeLessThanOrEqual(perDay)
  expect(result.limited).toBe(0)
  const midnight = startAt.getTime() + day
  const ofFirstDay = result.calls.filter((at) => at < midnight)
  expect(midnight - (ofFirstDay.at(-1) ?? 0)).toBeLessThan(hour)
  expect(ofFirstDay.length).toBeGreaterThan(perDay * 0.85)
  // What people are told is what they get.
  expect(result.said.length).toBeGreaterThan(shops)
  expect(Math.max(...result.said.map(({ told, took }) => Math.abs(took / told - 1)))).toBeLessThan(tolerance)
}

it('5-N3 1,000 shops in 5,000 calls a day: nobody starves, and the calls last until midnight', async () => {
  const given = { shops: 1_000, large: 0, perDay: 5_000, tolerance: 0.05 }
  const result = await simulate(given)
  console.log('1,000 small shops', fairness(result), {
    calls: result.calls.length,
    worst: worstDay(result.calls),
    refused: result.refused,
    interval: result.intervals.at(-1),
  })
  expectFair(result, given)
})

it('5-N3 shops of 20 pages among them: the same for all', async () => {
  const given = { shops: 100, large: 4, perDay: 1_000, tolerance: 0.25 }
  const result = await simulate(given)
  console.log('100 shops, 4 large', fairness(result), {
    calls: result.calls.length,
    worst: worstDay(result.calls),
    refused: result.refused,
    interval: result.intervals.at(-1),
  })
  expectFair(result, given)
})
