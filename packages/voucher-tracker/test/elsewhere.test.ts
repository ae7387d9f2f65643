import { startTestPlatform, strangePresets } from '@bazaar/testing'
import { expect, it } from 'vitest'
import { startStanShop } from '../demo/stanshop-standin.ts'
import { voucherTracker } from '../src/index.ts'
import { hundred } from './services-harness.ts'

const interval = 17_000
const confirm = 121_000

it.each(['Asia/Kolkata', 'Europe/Berlin', 'America/New_York'])(
  'looks at the shop, alerts and tells the time alike when the database is set to %s',
  async (timeZone) => {
    const shop = await startStanShop()
    const platform = await startTestPlatform({
      features: [voucherTracker],
      startAt: new Date('2026-01-05T14:00:00Z'),
      env: { VOUCHER_TRACKER_STANSHOP_URL: shop.url, CHECK_INTERVAL: '15' },
      presets: strangePresets(timeZone),
    })
    await platform.settle()
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await anna.sends('/track 100')
    await anna.sees(/Watching/)
    shop.set({ denominations: [hundred] })
    await platform.advance(interval)
    const alert = await anna.sees(/back in stock/)
    shop.set({ denominations: [] })
    await platform.advance(interval)
    await platform.advance(confirm)
    await platform.settle()
    const gone = await anna.sees(/Sold out, gone (at|between) 14:00/)
    expect(gone.message_id).toBe(alert.message_id)
    await platform.stop()
    await shop.close()
  },
)
