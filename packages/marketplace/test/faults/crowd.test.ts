import type { Db } from '@bazaar/core/db'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterEach, expect, it } from 'vitest'
import { marketplace } from '../../src/index.ts'
import { type CrowdOptions, count, gatherCrowd, inFlight, press, readStock } from './crowd.ts'

let platform: TestPlatform | undefined
afterEach(async () => {
  await platform?.stop()
  platform = undefined
})

/** Two processes' worth of the bot take webhooks and send nothing unprompted: drawing pictures of codes is not what is measured. */
async function openShop(sizes: Pick<CrowdOptions, 'units' | 'people' | 'tapsEach' | 'limit'>) {
  platform = await startTestPlatform({
    features: [marketplace],
    mode: 'webhook',
    replicas: 2,
    env: { RATE_LIMIT_MAX_REQUESTS: '100000', ROLE: 'web' },
  })
  const { telegram, clock, app } = platform
  const sign = platform.sign.bind(platform)
  const crowd = await gatherCrowd({ ...sizes, telegram, sign, db: app.core.db, now: clock.now() })
  return { ...crowd, platform, db: app.core.db }
}

it('10,000 taps on 2,500 units, 32 at a time over two replicas: 2,500 are confirmed, every refusal is named', async () => {
  const shop = await openShop({ units: 2_500, people: 625, tapsEach: 16, limit: 5 })
  expect(shop.taps).toHaveLength(10_000)
  const heard = await inFlight(32, shop.taps, (tap) => press(tap))
  const counts = count(heard)
  expect({ ...counts, limit: 1, 'sold-out': 1 }).toEqual({ confirmed: 2_500, limit: 1, 'sold-out': 1 })
  expect((counts.limit ?? 0) + (counts['sold-out'] ?? 0)).toBe(7_500)
  const stock = await readStock(shop.db, shop.offerId)
  expect(stock).toMatchObject({ committed: 2_500, sold: 2_500, receipts: 2_500 })
  // Who taps early enough gets five; when everybody is equally quick, it is four each.
  expect(stock.most).toBeLessThanOrEqual(5)
  expect(shop.platform.balancer?.served.size).toBe(2)
})

/** The same function without its lock, and slow between looking and writing, also beside a machine that is slow; no CHECK behind it. */
async function removeGuard({ pool }: Db): Promise<void> {
  const { rows } = await pool.query<{ source: string }>(
    `SELECT pg_get_functiondef('marketplace_reserve'::regproc) AS source`,
  )
  const guarded = rows[0]?.source ?? ''
  const unlocked = guarded.replace('WHERE id = p_offer FOR UPDATE', 'WHERE id = p_offer')
  const slow = unlocked.replace('FOR n IN 1..size LOOP', 'PERFORM pg_sleep(0.2);\n  FOR n IN 1..size LOOP')
  expect([guarded === unlocked, unlocked === slow]).toEqual([false, false])
  await pool.query(slow)
  await pool.query('ALTER TABLE marketplace_item DROP CONSTRAINT marketplace_item_stock_check')
}

it('without the lock the same crowd is sold more than there is', async () => {
  const shop = await openShop({ units: 200, people: 100, tapsEach: 8, limit: 5 })
  await removeGuard(shop.db)
  const counts = count(await inFlight(32, shop.taps, (tap) => press(tap)))
  const stock = await readStock(shop.db, shop.offerId)
  expect(stock.sold).toBe(counts.confirmed)
  expect(stock.sold).toBeGreaterThan(200)
})
