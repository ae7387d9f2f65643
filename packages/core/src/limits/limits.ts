import type { Db } from '../db/index.ts'
import type { RedisConnections } from '../redis/index.ts'
import { createLimitsOver } from './limit-store.ts'
import type { Limits } from './ports.ts'
import { createPostgresLimitStore } from './postgres-limits.ts'
import { createRedisLimitStore } from './redis-limits.ts'

/**
 * Redis when it is configured and alive, else PostgreSQL; when neither answers, each rule's `onStoreLost` decides.
 * Never throws because of a lost store.
 */
export function createLimits(options: {
  readonly redis?: RedisConnections | undefined
  readonly db: Pick<Db, 'pool'>
  /** Epoch milliseconds; the clock of each store unless told. */
  readonly now?: () => number
}): Limits {
  const { redis, db, now } = options
  const postgres = createPostgresLimitStore(db, now)
  return createLimitsOver(redis ? [createRedisLimitStore(redis, now), postgres] : [postgres])
}
