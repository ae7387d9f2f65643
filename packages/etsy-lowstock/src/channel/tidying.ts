import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import { wake } from './job-types.ts'
import { triedForMs } from './schedule.ts'

export interface TidyingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
}

/** So late that its job must have got lost. */
const lateMs = 5 * 60_000
const batch = 1_000

/** Ends what waits for dead addresses, wakes what nobody is at, forgets secrets that sign no more. */
export const createTidying =
  ({ db, clock, jobs }: TidyingDeps) =>
  async (): Promise<void> => {
    const now = clock.now()
    const ago = (ms: number) => new Date(now.getTime() - ms)
    await db.prisma.etsyDelivery.updateMany({
      where: { state: 'WAITING', createdAt: { lt: ago(triedForMs) }, endpoint: { state: 'DEAD' } },
      data: { state: 'DEAD', endedAt: now },
    })
    await db.prisma.etsyEndpoint.updateMany({
      where: { oldSecretUntil: { lte: now } },
      data: { oldSecret: null, oldSecretUntil: null },
    })
    const late = await db.prisma.etsyDelivery.findMany({
      where: { state: 'WAITING', nextAt: { lt: ago(lateMs) }, endpoint: { state: 'ON' } },
      distinct: ['endpointId'],
      select: { endpointId: true },
      take: batch,
    })
    for (const { endpointId } of late) await db.tx((tx) => wake(jobs, tx, endpointId))
  }
