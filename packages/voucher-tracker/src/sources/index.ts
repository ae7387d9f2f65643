import type { Core } from '@bazaar/core/feature'
import type { Settings } from '../env.ts'
import { createStanShop } from './stanshop.ts'
import type { StockSource } from './types.ts'

export type { Offer, Reading, StockSource } from './types.ts'

const politeMs = 10_000

/** Somebody else's server is looked at every 10 s at most; on this machine it is a stand-in, and may be looked at as often as is asked for. */
function shortestInterval(baseUrl: string, checkIntervalMs: number): number {
  const isOurs = new Set(['127.0.0.1', 'localhost', '[::1]']).has(new URL(baseUrl).hostname)
  return isOurs ? Math.min(politeMs, checkIntervalMs) : politeMs
}

/** Every shop that is watched. Adding one is a file in this folder and a line in this list. */
export function createSources(core: Core, settings: Settings): readonly StockSource[] {
  const outside = (name: string, baseUrl: string) =>
    core.outside({
      name,
      baseUrl,
      timeoutMs: 30_000,
      // Pauses after failures are ours: they survive a restart and follow business time. So the client neither retries nor stays away.
      retries: 0,
      breaker: { failures: 1_000_000, halfOpenAfterMs: 1_000 },
      userAgent: 'Mozilla/5.0 (compatible; restock-alerts/1.0)',
    })
  return [
    createStanShop({
      client: outside('stanshop', settings.VOUCHER_TRACKER_STANSHOP_URL),
      slug: settings.VOUCHER_TRACKER_STANSHOP_SLUG,
      shopUrl: settings.VOUCHER_TRACKER_SHOP_PAGE_URL,
      minIntervalMs: shortestInterval(
        settings.VOUCHER_TRACKER_STANSHOP_URL,
        settings.VOUCHER_TRACKER_CHECK_INTERVAL * 1000,
      ),
    }),
  ]
}
