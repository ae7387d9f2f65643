import type { RedisConnections } from '../redis/index.ts'
import { defineScript } from '../redis/index.ts'
import type { LockStore } from './hold-lock.ts'

// The token check keeps a holder that overslept from touching its successor's lock.
const extendScript = defineScript(
  `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`,
)
const freeScript = defineScript(
  `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`,
)

/** `SET key token NX PX ttl`, extended and released only by the token's owner. */
export function createRedisLockStore(redis: RedisConnections): LockStore {
  return {
    take: (key, token, ttlMs) =>
      redis.run(async (to) => (await to.set(`lock:${key}`, token, 'PX', ttlMs, 'NX')) === 'OK'),
    extend: (key, token, ttlMs) =>
      redis.run(async (to) => (await extendScript(to, [`lock:${key}`], [token, ttlMs])) === 1),
    free: async (key, token) => void (await redis.run((to) => freeScript(to, [`lock:${key}`], [token]))),
  }
}
