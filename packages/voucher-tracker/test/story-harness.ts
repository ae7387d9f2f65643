import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterEach, beforeEach } from 'vitest'
import { type StanShopStandIn, startStanShop } from '../demo/stanshop-standin.ts'
import { voucherTracker } from '../src/index.ts'
import type { hundred } from './services-harness.ts'

/** Longer than from one look at the shop to the next. */
export const interval = 17_000
/** What is not seen for so long is sold out. */
export const confirm = 121_000

/** For each test a new one. */
export let shop: StanShopStandIn
export let platform: TestPlatform

/** Gives each test of the file the bot, and a shop that is sold out. */
export function useStory(env: Readonly<Record<string, string>> = {}): void {
  beforeEach(async () => {
    ;({ shop, platform } = await startStory(env))
  })
  afterEach(async () => {
    await platform.stop()
    await shop.close()
  })
}

export async function startStory(env: Readonly<Record<string, string>> = {}) {
  const opened = await startStanShop()
  const started = await startTestPlatform({
    features: [voucherTracker],
    startAt: new Date('2026-01-05T14:00:00Z'),
    env: { VOUCHER_TRACKER_STANSHOP_URL: opened.url, CHECK_INTERVAL: '15', ...env },
  })
  await started.settle()
  return { shop: opened, platform: started }
}

export const person = (name: string, language = 'en') => platform.telegram.user(name, { language })
export type Person = ReturnType<typeof person>

export async function restock(...denominations: (typeof hundred)[]): Promise<void> {
  shop.set({ denominations })
  await platform.advance(interval)
}

export async function sellOut(): Promise<void> {
  shop.set({ denominations: [] })
  await platform.advance(interval)
  await platform.advance(confirm)
  await platform.settle()
}
