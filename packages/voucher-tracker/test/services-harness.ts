import { createKeyring } from '@bazaar/core/crypto'
import { createDb } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { createIncidents } from '@bazaar/core/incidents'
import { createInstances, createJobs } from '@bazaar/core/jobs'
import { createPostgresLocks } from '@bazaar/core/locks'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { createNotifications } from '@bazaar/core/notifications'
import { createOutsideClient } from '@bazaar/core/outside'
import { createFakeClock, createTestDatabase } from '@bazaar/testing'
import { z } from 'zod'
import { startStanShop } from '../demo/stanshop-standin.ts'
import { createTopics } from '../src/alert/topics.ts'
import { env } from '../src/env.ts'
import { createCheckStock } from '../src/jobs/check-stock.job.ts'
import { createStrikeAlerts } from '../src/jobs/strike-alerts.job.ts'
import { createServices, type Services } from '../src/services.ts'

/** The feature's services on a real database and a real shop stand-in; only the clock is the test's. */
export async function startVoucherServices(options: { readonly intervalSeconds?: number } = {}) {
  const database = await createTestDatabase()
  const shop = await startStanShop()
  const clock = createFakeClock(new Date('2026-01-05T14:00:00Z'))
  const db = createDb({ url: database.url, poolSize: 8, applicationName: 'voucher-test' })
  const log = createLogger({ level: process.env.TEST_LOG ? 'debug' : 'silent' })
  const metrics = createMetrics()
  const told: string[] = []
  const keyring = createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 7) }] })
  const instances = createInstances({ db, log, id: 'voucher-test', role: 'all' })
  const random = () => 0.5
  const jobs = createJobs({
    ...{ db, clock, instances, log, metrics, random },
    url: database.url,
    jobs: () => [createCheckStock(services), createStrikeAlerts(services)],
  })
  const core = {
    ...{ db, clock, log, metrics, jobs, keyring, random },
    locks: createPostgresLocks(db),
    notifications: createNotifications({ topics: () => createTopics(services.alerts), keyring, clock }),
    incidents: createIncidents({ db, clock, notifyAdmins: async (_tx, notice) => void told.push(notice.text.key) }),
    outside: (client: Parameters<Core['outside']>[0]) => createOutsideClient({ ...client, log, metrics }),
  }
  const settings = z.object(env).parse({
    VOUCHER_TRACKER_STANSHOP_URL: shop.url,
    VOUCHER_TRACKER_CHECK_INTERVAL: options.intervalSeconds ?? 15,
  })
  // The services use these collaborators only.
  const services: Services = createServices(core as unknown as Core, settings)
  await jobs.prepare()
  const signal = new AbortController().signal
  const { source } = services

  return {
    services,
    db,
    shop,
    clock,
    told,
    jobs,
    /** One look at the shop, whenever the last one was. */
    look: async () => {
      clock.advance(source.minIntervalMs)
      return services.checks.regular(source, signal)
    },
    /** Two OUT readings that confirm each other. */
    async sellOut() {
      shop.set({})
      await this.look()
      clock.advance(120_000)
      await this.look()
    },
    /** Chats that got an alert, one entry per message. */
    async alertedChats(): Promise<readonly bigint[]> {
      const rows = await db.prisma.notification.findMany({
        where: { topic: 'voucher-tracker-restock' },
        orderBy: { id: 'asc' },
      })
      return rows.map((row) => row.chatId)
    },
    async state(chatId: bigint): Promise<string | undefined> {
      return (await db.prisma.voucherSubscription.findFirst({ where: { chatId } }))?.state
    },
    async stop() {
      await jobs.stop()
      await db.close()
      await shop.close()
      await database.drop()
    },
  }
}

export type VoucherServices = Awaited<ReturnType<typeof startVoucherServices>>

export const hundred = { value: 100, price: 95, status: 'active' }
export const fiveHundred = { value: 500, price: 450, status: 'active', quantity: 3 }
