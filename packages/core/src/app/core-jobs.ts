import { z } from 'zod'
import type { Incidents } from '../incidents/index.ts'
import { type AnyJob, defineJob } from '../jobs/index.ts'
import { pruneDeliveries, readOutboxLag } from '../notifications/index.ts'
import type { Foundation } from './foundation.ts'

const keptDeliveriesMs = 30 * 24 * 3600 * 1000
const lagLimitMs = 60_000
const nothing = z.object({})

/** Housekeeping and watching that belongs to no feature. */
export function coreJobs({
  foundation,
  incidents,
}: {
  readonly foundation: Foundation
  readonly incidents: Incidents
}): readonly AnyJob[] {
  const { db, clock } = foundation
  return [
    defineJob({
      name: 'core.prune',
      payload: nothing,
      schedule: { cron: '17 * * * *' },
      timeoutMs: 300_000,
      maxAttempts: 3,
      async run() {
        await pruneDeliveries(db, new Date(clock.now().getTime() - keptDeliveriesMs))
        await db.pool.query(`DELETE FROM core_inbox WHERE done_at < clock_timestamp() - interval '48 hours'`)
      },
    }),
    defineJob({
      name: 'core.watch-outbox',
      payload: nothing,
      schedule: { everyMs: 60_000, jitter: 0.1 },
      timeoutMs: 30_000,
      maxAttempts: 1,
      async run() {
        const { oldestDueMs, pending } = await readOutboxLag(db.pool, clock)
        if (oldestDueMs > lagLimitMs)
          await incidents.open(
            undefined,
            'core:outbox-late',
            `${pending} messages wait, the oldest for ${Math.round(oldestDueMs / 1000)} s`,
          )
        else await incidents.close(undefined, 'core:outbox-late')
      },
    }),
  ]
}
