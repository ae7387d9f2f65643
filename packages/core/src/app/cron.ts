import type { JobCounts } from '../jobs/index.ts'
import type { Locks } from '../locks/index.ts'
import type { Services } from './services.ts'
import type { TelegramSide } from './telegram.ts'

export interface DrainReport {
  readonly jobs: JobCounts
  readonly outbox: object
}

const cronTtlMs = 60_000
/** Hosts of serverless functions end a call after about a minute. */
const cronBudgetMs = 50_000

/** Runs due jobs and sends what waits, until neither brings the other new work. */
export async function drainAll({ jobs }: Services, { sender }: TelegramSide, until: Date): Promise<DrainReport> {
  const total = { scheduled: 0, succeeded: 0, failed: 0, dead: 0 }
  for (;;) {
    const done = await jobs.drain()
    for (const key of ['scheduled', 'succeeded', 'failed', 'dead'] as const) total[key] += done[key]
    const outbox = await sender.drain({ until })
    const again = await jobs.drain()
    for (const key of ['scheduled', 'succeeded', 'failed', 'dead'] as const) total[key] += again[key]
    if (again.scheduled + again.succeeded === 0 || Date.now() >= until.getTime()) return { jobs: total, outbox }
  }
}

/** What `/api/cron` does: each feature's check, then everything due. One at a time over all processes. */
export async function runCron(services: Services, telegram: TelegramSide, locks: Locks): Promise<object> {
  const done = await locks.withLock('core:cron', { ttlMs: cronTtlMs }, async (signal) => {
    const features: Record<string, object> = {}
    for (const { id, part } of services.declarations.on)
      if (part.cron) features[id] = { ...features[id], ...(await part.cron(signal)) }
    return { features, ...(await drainAll(services, telegram, new Date(Date.now() + cronBudgetMs))) }
  })
  return done ? { ran: true, ...done.value } : { ran: false, reason: 'another call is still running' }
}
