import type { Core } from '@bazaar/core/feature'
import { createAlerts, createAlertWriter } from './alert/index.ts'
import type { Settings } from './env.ts'
import { importUsers, type TrackedUser } from './import/index.ts'
import { createSources, type StockSource } from './sources/index.ts'
import { createChecks, nextLook, viewStock } from './stock/index.ts'
import { createSubscriptions, exportUser } from './subscription/index.ts'

export type Services = ReturnType<typeof createServices>

/** What /track follows: the first source of the list. */
function primarySource(sources: readonly StockSource[]): StockSource {
  const [source] = sources
  if (source === undefined) throw new Error('voucher-tracker has no source: add one to src/sources/index.ts.')
  return source
}

export function createServices(core: Core, settings: Settings) {
  const { db, clock, locks, jobs, incidents, notifications, metrics, random } = core
  const sources = createSources(core, settings)
  const source = primarySource(sources)
  const checkIntervalMs = settings.VOUCHER_TRACKER_CHECK_INTERVAL * 1000
  const alerted = metrics.counter('voucher_tracker_alerts_total', 'Restock alerts written', ['source'])
  const checks = metrics.counter('voucher_tracker_checks_total', 'Looks at shops by result', ['source', 'result'])
  return {
    sources,
    source,
    checkIntervalMs,
    alerts: createAlerts({ db, clock, notifications, sources }),
    subscriptions: createSubscriptions({ db, clock, notifications, source, checkIntervalMs }),
    checks: createChecks({
      db,
      clock,
      locks,
      jobs,
      incidents,
      random,
      checks,
      log: core.log,
      alerts: createAlertWriter(notifications, alerted),
      backoffMaxMs: settings.VOUCHER_TRACKER_BACKOFF_MAX * 1000,
    }),
    stock: () => viewStock(db.prisma, source, clock.now()),
    /** All shops, each with the next look at it. */
    shops: () =>
      Promise.all(
        sources.map(async (one) => {
          const stock = await viewStock(db.prisma, one, clock.now())
          return { stock, nextLookAt: nextLook(stock, checkIntervalMs, clock.now()) }
        }),
      ),
    importUsers: (users: readonly TrackedUser[]) => importUsers(db, clock, source, users),
    exportUser: (userId: bigint) => exportUser(db, userId),
  }
}
