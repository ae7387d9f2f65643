import type { Db } from '../db/index.ts'
import type { RedisConnections } from '../redis/index.ts'
import { createLocksOver } from './hold-lock.ts'
import type { Locks } from './ports.ts'
import { createPostgresLockStore } from './postgres-locks.ts'
import { createRedisLockStore } from './redis-locks.ts'

/**
 * Redis when it is configured and alive, else PostgreSQL. While two processes disagree on whether Redis is alive, both may
 * hold one key: locks order and save work. Database constraints guard it, and who leads is decided by PostgreSQL alone.
 */
export function createLocks(options: {
  readonly redis?: RedisConnections | undefined
  readonly db: Pick<Db, 'pool'>
}): Locks {
  const postgres = createPostgresLockStore(options.db)
  return createLocksOver(options.redis ? [createRedisLockStore(options.redis), postgres] : [postgres])
}
