import { z } from 'zod'
import type { Core, Part } from '../feature/index.ts'
import { jobType, onJob } from '../jobs/index.ts'
import { readOutboxLag } from './lag.ts'

const lagLimitMs = 60_000
const watchOutbox = jobType('core.watch-outbox', z.object({}))

/** The outbox: what was told, and a look at whether it leaves in time. */
export function notificationsPart({ db, clock, incidents }: Core): Part {
  return {
    jobs: [
      onJob(watchOutbox, {
        schedule: { everyMs: 60_000, jitter: 0.1 },
        timeoutMs: 30_000,
        maxAttempts: 1,
        async run() {
          const { oldestDueMs, pending } = await readOutboxLag(db.pool, clock)
          const seconds = Math.round(oldestDueMs / 1000)
          if (oldestDueMs <= lagLimitMs) await incidents.close(undefined, 'core:outbox-late')
          else
            await incidents.open(undefined, 'core:outbox-late', `${pending} messages wait, the oldest for ${seconds} s`)
        },
      }),
    ],
    retention: [
      {
        id: 'delivery',
        table: 'core_delivery',
        ageColumn: 'finished_at',
        keepMs: 30 * 86_400_000,
        time: 'business',
        personal: true,
      },
    ],
    sealed: [{ table: 'core_delivery', column: 'content', key: ['id'] }],
    // Deliveries that wait go with their intents; one in flight finds its row gone and is not sent again.
    eraseUser: async (tx, userId) =>
      void (await tx.notification.deleteMany({ where: { OR: [{ chatId: userId }, { userId }] } })),
    async exportUser(userId) {
      const notifications = await db.prisma.notification.findMany({
        where: { OR: [{ chatId: userId }, { userId }] },
        select: { topic: true, entity: true, transition: true, createdAt: true, expiresAt: true },
        orderBy: { id: 'asc' },
      })
      return { notifications }
    },
  }
}
