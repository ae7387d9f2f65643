import type { HealthCheck } from '../http/index.ts'
import { readOutboxLag } from '../notifications/index.ts'
import { redisHealth } from '../redis/index.ts'
import type { Foundation } from './foundation.ts'
import type { Services } from './services.ts'
import type { TelegramSide } from './telegram.ts'

/** What the health checks look at. */
export interface HealthParts {
  readonly foundation: Foundation
  readonly services: Services
  readonly telegram: TelegramSide
  /** Absent in a process that takes no updates. */
  readonly updates: HealthCheck['run'] | undefined
}

const lateMs = 60_000
/** `/health` is asked often; Telegram is not. */
const telegramEveryMs = 15_000

export function healthChecks({
  foundation,
  services,
  telegram,
  updates,
}: HealthParts): Readonly<Record<string, HealthCheck>> {
  const { db, clock, redis } = foundation
  let telegramAnsweredAt = 0
  return {
    database: {
      critical: true,
      async run() {
        await db.pool.query('SELECT 1')
        return { state: 'ok' }
      },
    },
    redis: { critical: false, run: async () => ({ state: redisHealth(redis).state }) },
    telegram: {
      critical: false,
      async run() {
        if (Date.now() - telegramAnsweredAt > telegramEveryMs) {
          await telegram.bot.api.getMe()
          telegramAnsweredAt = Date.now()
        }
        return { state: 'ok' }
      },
    },
    ...(updates ? { updates: { critical: false, run: updates } } : {}),
    jobs: {
      critical: false,
      async run() {
        const oldest = await services.jobs.oldestDue()
        return { state: oldest && oldest.lateMs > lateMs ? 'degraded' : 'ok', detail: { lateMs: oldest?.lateMs ?? 0 } }
      },
    },
    outbox: {
      critical: false,
      async run() {
        const lag = await readOutboxLag(db.pool, clock)
        return {
          state: lag.oldestDueMs > lateMs ? 'degraded' : 'ok',
          detail: { pending: lag.pending, oldestDueMs: lag.oldestDueMs },
        }
      },
    },
  }
}
