import { createSweeper, type Db } from '../db/index.ts'
import { createLimitsOver, type LimitStore } from './limit-store.ts'
import type { LimitDecision, Limits } from './ports.ts'

export function createPostgresLimitStore(db: Pick<Db, 'pool'>, now?: () => number): LimitStore {
  const sweep = createSweeper(db, 'core_limit_window')
  return {
    async hitMany(hits) {
      sweep()
      const answer = await db.pool.query<{ allowed: boolean; value: string }>(
        'SELECT allowed, value::text FROM core_limit_hit($1, $2, $3, $4, $5) ORDER BY place',
        [
          hits.map(({ key, rule }) => `${rule.windowMs}:${key}`),
          hits.map(({ rule }) => rule.max),
          hits.map(({ rule }) => rule.windowMs),
          hits.map(({ cost }) => cost ?? 1),
          now?.() ?? null,
        ],
      )
      return answer.rows.map(
        ({ allowed, value }): LimitDecision =>
          allowed ? { allowed, remaining: Number(value) } : { allowed, retryAfterMs: Number(value) },
      )
    },
  }
}

/** Limits in `core_limit_window` alone. `now` (epoch ms) replaces the database's clock in tests. */
export function createPostgresLimits(db: Pick<Db, 'pool'>, now?: () => number): Limits {
  return createLimitsOver([createPostgresLimitStore(db, now)])
}
