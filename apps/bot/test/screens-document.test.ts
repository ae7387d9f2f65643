import { fileURLToPath } from 'node:url'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { startStanShop } from '@bazaar/voucher-tracker/demo'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { features } from '../src/features.ts'
import { screensDocument } from './screens/document.ts'
import { moderatorId, walk } from './screens/walk.ts'

const file = fileURLToPath(new URL('../../../docs/screens.md', import.meta.url))
// Both stories and the core in one walk, on a real bot.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let platform: TestPlatform
let shop: Awaited<ReturnType<typeof startStanShop>>
beforeAll(async () => {
  shop = await startStanShop()
  platform = await startTestPlatform({
    features,
    startAt: new Date('2026-03-02T10:00:00Z'),
    env: { VOUCHER_TRACKER_STANSHOP_URL: shop.url, CHECK_INTERVAL: '15', ADMIN_IDS: String(moderatorId) },
  })
  await platform.settle()
})
afterAll(async () => {
  await platform?.stop()
  await shop?.close()
})

describe('the screens', () => {
  it('stand counted in docs/screens.md, beside what they were', async () => {
    await expect(screensDocument(await walk({ platform, shop }))).toMatchFileSnapshot(file)
  })
})
