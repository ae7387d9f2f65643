import type { Core, Part } from '@bazaar/core/feature'
import type { Settings } from '../env.ts'
import type { Etsy } from '../etsy/index.ts'
import type { Grants } from '../shop/index.ts'
import { createApply } from './apply.ts'
import { readHealth } from './health.ts'
import { hookRoutes } from './hooks.routes.ts'
import { createHooks } from './hooks.service.ts'
import { createInterval } from './interval.ts'
import { lookJobs } from './look.jobs.ts'
import { createEnds, type ShopTeller } from './look-ends.ts'
import { createLooks, type Looks } from './looks.service.ts'
import { createPages } from './page.ts'
import { createRechecks } from './rechecks.ts'
import type { Channel } from './types.ts'

export { fewestDays } from './decide.ts'
export { readItem } from './item.ts'
export type { ShopTeller } from './look-ends.ts'
export type { Looks } from './looks.service.ts'
export { type Pace, paceOf, readPace, watchedDays } from './pace.ts'
export { type ThresholdInForce, type ThresholdRow, thresholdFor } from './threshold.ts'
export * from './types.ts'

const historyMs = 400 * 24 * 3_600_000

/** What is on sale in the shops, how it changes, and when the bot looks. */
export interface Stock {
  readonly part: Part
  readonly looks: Looks
  /** How often every shop is looked at now, in seconds. */
  readonly interval: () => Promise<number>
}

export interface StockOthers {
  readonly etsy: Etsy
  readonly grants: Grants
  readonly channels: readonly Channel[]
  readonly teller: ShopTeller
}

export function createStock(core: Core, settings: Settings, { etsy, grants, channels, teller }: StockOthers): Stock {
  const { db, clock, metrics } = core
  const { api, quota, spare } = etsy
  const interval = createInterval({ db, quota, shortestSeconds: settings.ETSY_POLL_INTERVAL })
  const apply = createApply({ db, clock, channels })
  const ends = createEnds({ ...core, interval, teller })
  const lookCount = metrics.counter('etsy_lowstock_looks_total', 'Looks at Etsy shops by result', ['result'])
  const looks = createLooks({
    ...core,
    api,
    grants,
    apply,
    pages: createPages({ db, log: core.log, apply }),
    ends,
    interval,
    looks: lookCount,
  })
  const hookCount = metrics.counter('etsy_lowstock_webhooks_total', 'Webhooks of Etsy by result', ['result'])
  const hooks = createHooks({ ...core, apiUrl: settings.ETSY_API_URL, hooks: hookCount })
  const rechecks = createRechecks({ db, looks, spare, hooks: hookCount })
  return {
    looks,
    interval,
    part: {
      jobs: lookJobs({ ...core, looks, rechecks }),
      http: hookRoutes(hooks, settings.ETSY_WEBHOOK_SECRET, hookCount),
      health: () => readHealth(db, quota, clock.now()),
      retention: [
        {
          id: 'hook',
          table: 'etsy_lowstock_hook',
          ageColumn: 'at',
          keepMs: 24 * 3_600_000,
          time: 'business',
          personal: false,
        },
        {
          id: 'change',
          table: 'etsy_lowstock_change',
          ageColumn: 'at',
          keepMs: historyMs,
          time: 'business',
          personal: false,
        },
        // The episodes that they guard are over by then.
        {
          id: 'alert',
          table: 'etsy_lowstock_alert',
          ageColumn: 'at',
          keepMs: historyMs,
          time: 'business',
          personal: true,
        },
      ],
    },
  }
}
