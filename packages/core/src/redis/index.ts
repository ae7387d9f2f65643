export type { ConnectRedisOptions, RedisConnections } from './connect-redis.ts'
export { connectRedis, RedisLostError } from './connect-redis.ts'
export { LockLostError } from './hold-lock.ts'
export { createLimits, redisHealth } from './limits.ts'
export { createLocks } from './locks.ts'
export { createMemoryLimits } from './memory-limits.ts'
export type {
  HeldLock,
  LimitDecision,
  LimitHit,
  LimitRule,
  Limits,
  LockOptions,
  Locks,
  RedisHealth,
} from './ports.ts'
export { createPostgresLimits } from './postgres-limits.ts'
export { createPostgresLocks } from './postgres-locks.ts'
export { createRedisLimits } from './redis-limits.ts'
export { createRedisLocks } from './redis-locks.ts'
