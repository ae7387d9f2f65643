import type { Db } from '@bazaar/core/db'
import type { Quota } from '../etsy/index.ts'
import { roundSeconds } from './round-seconds.ts'

export interface IntervalDeps {
  readonly db: Db
  readonly quota: Pick<Quota, 'state'>
  /** ETSY_POLL_INTERVAL. */
  readonly shortestSeconds: number
}

/**
 * How often every shop is looked at, in seconds: as often as the operator likes, unless the calls of the day would not last until midnight. It is the
 * same for all shops, so nobody starves beside a large one.
 */
export function createInterval({ db, quota, shortestSeconds }: IntervalDeps): () => Promise<number> {
  return async () => {
    const [state, { _sum: sum }] = await Promise.all([
      quota.state(),
      db.prisma.etsyShop.aggregate({ where: { state: { not: 'DISCONNECTED' } }, _sum: { callsPerLook: true } }),
    ])
    return Math.max(shortestSeconds, Math.ceil(roundSeconds(sum.callsPerLook ?? 0, state)))
  }
}
