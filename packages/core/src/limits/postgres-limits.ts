import { createSweeper, type Db } from '../db/index.ts'
import type { LimitStore } from './limit-store.ts'
import type { LimitDecision } from './ports.ts'

/** Counts in `core_limit_window`. */
export function createPostgresLimitStore(db: Pick<Db, 'pool'>, now?: () => number): LimitStore {
  const sweep = createSweeper(db, 'core_limit_window')
  return {
    async hitMany(hits) {
      sweep()
      const answer = await db.pool.query<{ allowed: boolean; value: string }>({
        name: 'core-limit-hit',
        text: 'SELECT allowed, value::text FROM core_limit_hit($1, $2, $3, $4, $5) ORDER BY place',
        values: [
          hits.map(({ key, rule }) => `${rule.windowMs}:${key}`),
          hits.map(({ rule }) => rule.max),
          hits.map(({ rule }) => rule.windowMs),
          hits.map(({ cost }) => cost ?? 1),
          now?.() ?? null,
        ],
      })
      return answer.rows.map(
        ({ allowed, value }): LimitDecision =>
          allowed ? { allowed, remaining: Number(value) } : { allowed, retryAfterMs: Number(value) },
      )
    },
  }
}
