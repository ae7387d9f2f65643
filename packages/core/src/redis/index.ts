export type { RedisConnections } from './connect-redis.ts'
export { connectRedis, redisHealth } from './connect-redis.ts'
export { defineScript } from './redis-script.ts'
