import type { RedisConnections } from '../redis/index.ts'
import { defineScript } from '../redis/index.ts'
import type { LimitStore } from './limit-store.ts'
import type { LimitDecision } from './ports.ts'

// Two neighbouring windows approximate a sliding one: the previous window counts with the share of it that the sliding window
// still covers. PostgreSQL's `core_limit_hit` has the same formula, and the tests compare both with a third. KEYS: one hash per limit; ARGV: now (0 = the server's clock), then max,
// window and cost of each key. Answers allowed (1 or 0) and remaining or milliseconds to wait, flat.
const hitScript = defineScript(`
local now = tonumber(ARGV[1])
if now == 0 then local t = redis.call('time'); now = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000) end
local out = {}
for i, key in ipairs(KEYS) do
  local max, window, cost = tonumber(ARGV[i * 3 - 1]), tonumber(ARGV[i * 3]), tonumber(ARGV[i * 3 + 1])
  local known = redis.call('hmget', key, 'i', 'c', 'p')
  local index = math.max(math.floor(now / window), tonumber(known[1]) or 0)
  local elapsed = math.max(0, now - index * window)
  local current, previous = 0, 0
  if tonumber(known[1]) == index then current, previous = tonumber(known[2]), tonumber(known[3])
  elseif tonumber(known[1]) == index - 1 then previous = tonumber(known[2]) end
  local room = max * window - previous * (window - elapsed) - (current + cost) * window
  if room >= 0 then
    redis.call('hset', key, 'i', index, 'c', current + cost, 'p', previous)
    redis.call('pexpire', key, window * 2)
    out[#out + 1] = 1
    out[#out + 1] = math.floor(room / window)
  else
    local free, wait = max - current - cost, window
    if cost <= max then
      if free >= 0 then wait = window - elapsed - math.floor(free * window / previous)
      else wait = window - elapsed + window - math.floor((max - cost) * window / current) end
    end
    out[#out + 1] = 0
    out[#out + 1] = math.max(1, wait)
  end
end
return out`)

/** Counts in one hash per limit. */
export function createRedisLimitStore(redis: RedisConnections, now?: () => number): LimitStore {
  return {
    async hitMany(hits) {
      const keys = hits.map(({ key, rule }) => `limit:${rule.windowMs}:${key}`)
      const args = hits.flatMap(({ rule, cost }) => [rule.max, rule.windowMs, cost ?? 1])
      const answer = await redis.run((to) => hitScript(to, keys, [now?.() ?? 0, ...args]))
      if (!Array.isArray(answer)) throw new Error('The limit script answered something else than a list.')
      return hits.map((_, at): LimitDecision => {
        const value = Number(answer[at * 2 + 1])
        return answer[at * 2] === 1 ? { allowed: true, remaining: value } : { allowed: false, retryAfterMs: value }
      })
    },
  }
}
