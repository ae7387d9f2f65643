import { defineFeature, type Part } from '@bazaar/core/feature'
import { createTopics } from './alert/index.ts'
import { createSurface, readHealth, statusLine } from './bot/index.ts'
import { createCli } from './cli.ts'
import { env } from './env.ts'
import { createCheckStock, createStrikeAlerts } from './jobs/index.ts'
import { createServices, type Services } from './services.ts'
import { eraseUser, pauseUser, wakeUser } from './subscription/index.ts'

export const voucherTracker = defineFeature({
  id: 'voucher-tracker',
  code: 'vt',
  env,
  envAliases: { VOUCHER_TRACKER_CHECK_INTERVAL: ['CHECK_INTERVAL'] },
  locales: new URL('../locales/', import.meta.url),
  build(core, settings) {
    const services = createServices(core, settings)
    return [createSurface(services), createStockPart(services), createSubscriptionPart(services)]
  },
})

/** Looking at the shops. */
function createStockPart(services: Services): Part {
  const { checks, sources } = services
  return {
    jobs: [createCheckStock(services)],
    cli: createCli(services),
    health: () => readHealth(services),
    async cron(signal) {
      const looked = sources.map(async (source) => [source.id, await checks.regular(source, signal)] as const)
      return Object.fromEntries(await Promise.all(looked))
    },
    retention: [
      {
        id: 'reading',
        table: 'voucher_tracker_reading',
        ageColumn: 'at',
        keepMs: 400 * 24 * 3_600_000,
        time: 'business',
        personal: false,
      },
    ],
  }
}

/** Who follows what, and is told. */
function createSubscriptionPart(services: Services): Part {
  return {
    topics: createTopics(services.alerts),
    jobs: [createStrikeAlerts(services)],
    status: (userId) => statusLine(services, userId),
    userReachable: wakeUser,
    userUnreachable: pauseUser,
    eraseUser,
    exportUser: services.exportUser,
  }
}
