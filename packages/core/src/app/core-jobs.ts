import { z } from 'zod'
import type { Files } from '../files/index.ts'
import { sweepDraftFiles } from '../form-filling/index.ts'
import type { Incidents } from '../incidents/index.ts'
import { type AnyJob, defineJob } from '../jobs/index.ts'
import { readOutboxLag } from '../notifications/index.ts'
import { type DataDeclaration, pruneAll, resealAll } from '../privacy/index.ts'
import type { RoleMenus } from '../surface/index.ts'
import type { Foundation } from './foundation.ts'
import { watchSealed } from './watch-keys.ts'

const lagLimitMs = 60_000
const nothing = z.object({})

/** Brings one person's menu of commands up to date. */
export const menuJob = 'core.update-menu'

/** Housekeeping and watching that belongs to no feature. */
export function coreJobs({
  foundation,
  files,
  incidents,
  data,
  menus,
}: {
  readonly foundation: Foundation
  readonly files: Files
  readonly incidents: Incidents
  /** What the core and all features declare about their tables. */
  readonly data: readonly DataDeclaration[]
  readonly menus: Pick<RoleMenus, 'update'>
}): readonly AnyJob[] {
  const { db, clock, keyring } = foundation
  return [
    defineJob({
      name: menuJob,
      payload: z.object({ userId: z.coerce.bigint() }),
      timeoutMs: 180_000,
      maxAttempts: 1,
      run: ({ userId }) => menus.update(userId),
    }),
    defineJob({
      name: 'core.prune',
      payload: nothing,
      schedule: { cron: '17 * * * *' },
      timeoutMs: 300_000,
      maxAttempts: 3,
      async run(_payload, { signal }) {
        await pruneAll({ db, clock }, data, signal)
        await sweepDraftFiles({ db, files }, signal)
      },
    }),
    defineJob({
      name: 'core.reseal',
      payload: nothing,
      // Adding a key restarts the bot: what older keys sealed is sealed anew within the next night.
      schedule: { cron: '41 2 * * *' },
      timeoutMs: 3_600_000,
      maxAttempts: 3,
      async run(_payload, { signal, log }) {
        const counts = await resealAll({ db, keyring }, data, signal)
        for (const count of counts)
          if (count.resealed + count.unreadable > 0) log.info(count, 'a sealed column was renewed')
        if (!signal.aborted) await watchSealed({ foundation, incidents }, counts)
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
