import { readColumns, type TestPlatform, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StanShopStandIn } from '../demo/stanshop-standin.ts'
import { hundred } from './services-harness.ts'
import { startStory } from './story-harness.ts'

let shop: StanShopStandIn
let platform: TestPlatform

beforeAll(async () => {
  ;({ shop, platform } = await startStory())
})
afterAll(async () => {
  await platform.stop()
  await shop.close()
})

it('/delete leaves nothing of a follower, and the others get their alerts', async () => {
  const anna = platform.telegram.user('Annabella')
  const boris = platform.telegram.user('Boris')
  for (const follower of [anna, boris]) {
    await follower.sends('/start')
    await follower.sees(/I watch/)
    await follower.sends('/track 100')
    await follower.sees(/Watching/)
  }
  shop.set({ denominations: [hundred] })
  await platform.advance(17_000)
  await anna.sees(/back in stock/)
  await platform.app.core.db.pool.query(
    'UPDATE voucher_tracker_subscription SET imported = jsonb_build_object($1::text, true) WHERE chat_id = $1::bigint',
    [String(anna.id)],
  )
  const own = readColumns().filter(({ owner, mark }) => owner === 'voucher-tracker' && mark)
  const before = await tracesOf(platform.databaseUrl, anna.id)
  expect(Object.keys(before)).toEqual(expect.arrayContaining(own.map(({ table, column }) => `${table}.${column}`)))

  await anna.sends('/delete')
  await anna.sees(/your voucher alerts and what you answered/)
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
  const after = Object.keys(await tracesOf(platform.databaseUrl, anna.id))
  expect(after.filter((name) => name.startsWith('voucher_tracker_'))).toEqual([])
  expect(await tracesOf(platform.databaseUrl, 'Annabella')).toEqual({})

  shop.set({ denominations: [] })
  for (const ms of [17_000, 121_000, 31 * 60_000]) await platform.advance(ms)
  await boris.sends('/track')
  await boris.sees(/watching any amount/)
  shop.set({ denominations: [hundred] })
  await platform.advance(17_000)
  await boris.sees(/back in stock/)
  expect(anna.botMessages(/back in stock/)).toHaveLength(1)
})

it('readings are kept for 400 days', async () => {
  const { pool } = platform.app.core.db
  const at = (days: number) => new Date(platform.clock.now().getTime() - days * 86_400_000)
  for (const days of [401, 399])
    await pool.query(
      `INSERT INTO voucher_tracker_reading (source_id, at, kind, detail) SELECT id, $1, 'failed', 'old' FROM voucher_tracker_source LIMIT 1`,
      [at(days)],
    )
  await platform.advance(3_600_000)
  const left = async () => (await pool.query(`SELECT 1 FROM voucher_tracker_reading WHERE detail = 'old'`)).rowCount
  await expect.poll(left).toBe(1)
})
