export type { ConnectRedisOptions, RedisConnections, RedisHealth } from './connect-redis.ts'
export { connectRedis, RedisLostError, redisHealth } from './connect-redis.ts'
export { defineScript } from './redis-script.ts'
