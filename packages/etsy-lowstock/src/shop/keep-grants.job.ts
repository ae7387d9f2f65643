import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { type AnyJob, jobType, onJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import type { Connection } from './connection.ts'
import type { Grants } from './types.ts'

const dayMs = 24 * 3_600_000
/** Etsy ends a grant that nobody uses for 90 days. */
const renewAfterMs = 7 * dayMs
const warnDays = [1, 7, 14] as const
const batchSize = 200

const keepGrants = jobType('etsy-lowstock.keep-grants', z.object({}))

export interface KeepGrantsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly grants: Grants
  readonly connection: Connection
}

/** Renews what nobody used for a week, and warns where a grant is about to end all the same. */
export function keepGrantsJob({ db, clock, grants, connection }: KeepGrantsDeps): AnyJob {
  async function renew(signal: AbortSignal): Promise<number> {
    let renewed = 0
    for (let after = 0n; ; ) {
      const rows = await db.prisma.etsyGrant.findMany({
        where: { shopId: { gt: after }, refreshedAt: { lt: new Date(clock.now().getTime() - renewAfterMs) } },
        orderBy: { shopId: 'asc' },
        take: batchSize,
        select: { shopId: true, generation: true },
      })
      for (const { shopId, generation } of rows) {
        signal.throwIfAborted()
        if ((await grants.rotate(shopId, generation, signal)).ok) renewed += 1
      }
      const last = rows.at(-1)
      if (!last) return renewed
      after = last.shopId
    }
  }

  async function warn(): Promise<void> {
    const inDays = (days: number): Date => new Date(clock.now().getTime() + days * dayMs)
    const rows = await db.prisma.etsyGrant.findMany({
      where: { refreshExpiresAt: { lte: inDays(warnDays[2]) } },
      include: { shop: true },
    })
    for (const { shop, refreshExpiresAt } of rows) {
      const days = warnDays.find((one) => refreshExpiresAt <= inDays(one))
      if (days !== undefined) await db.tx((tx) => connection.warn(tx, shop, days))
    }
  }

  return onJob(keepGrants, {
    schedule: { cron: '17 8 * * *' },
    timeoutMs: 600_000,
    maxAttempts: 3,
    async run(_payload, { signal, log }) {
      const renewed = await renew(signal)
      await warn()
      if (renewed > 0) log.info({ renewed }, 'Grants of Etsy shops renewed')
    },
  })
}
