import { defineFeature } from '@bazaar/core/feature'
import { createTopics } from './alert/index.ts'
import { createSurface, readHealth, statusLine } from './bot/index.ts'
import { createCli } from './cli.ts'
import { env } from './env.ts'
import { createCheckStock, createStrikeAlerts } from './jobs/index.ts'
import { createServices } from './services.ts'
import { eraseUser, pauseUser, wakeUser } from './subscription/index.ts'

export const voucherTracker = defineFeature({
  id: 'voucher-tracker',
  code: 'vt',
  env,
  envAliases: { VOUCHER_TRACKER_CHECK_INTERVAL: ['CHECK_INTERVAL'] },
  locales: new URL('../locales/', import.meta.url),
  services: createServices,
  topics: ({ alerts }) => createTopics(alerts),
  bot: createSurface,
  jobs: (services) => [createCheckStock(services), createStrikeAlerts(services)],
  cli: createCli,
  status: statusLine,
  health: readHealth,
  async cron({ checks, sources }, signal) {
    const looked = sources.map(async (source) => [source.id, await checks.regular(source, signal)] as const)
    return Object.fromEntries(await Promise.all(looked))
  },
  userReachable: (_services, tx, userId) => wakeUser(tx, userId),
  userUnreachable: (_services, tx, userId) => pauseUser(tx, userId),
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
  eraseUser: (_services, tx, userId) => eraseUser(tx, userId),
  exportUser: ({ exportUser }, userId) => exportUser(userId),
})
