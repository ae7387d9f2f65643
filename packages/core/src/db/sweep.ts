import type { Db } from './types.ts'

const everyMs = 60_000

/**
 * Deletes rows that nobody came back for, at most once a minute per process and only while the store is in use.
 * Returns the function to call on every use; it never waits and never throws.
 */
export function createSweeper(db: Pick<Db, 'pool'>, table: 'core_lock' | 'core_limit_window'): () => void {
  let nextAt = performance.now() + everyMs
  return () => {
    if (performance.now() < nextAt) return
    nextAt = performance.now() + everyMs
    db.pool
      .query(
        `DELETE FROM ${table} WHERE key IN (
           SELECT key FROM ${table} WHERE expires_at < clock_timestamp() - interval '1 minute' LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
      )
      .catch(() => undefined)
  }
}
