import { createSweeper, type Db } from '../db/index.ts'
import { createLocksOver, type LockStore } from './hold-lock.ts'
import type { Locks } from './ports.ts'

/** Rows of `core_lock`. Expiry is judged by the database's clock alone. */
export function createPostgresLockStore(db: Pick<Db, 'pool'>): LockStore {
  const sweep = createSweeper(db, 'core_lock')
  const changed = async (text: string, values: readonly unknown[]) =>
    ((await db.pool.query(text, [...values])).rowCount ?? 0) > 0
  return {
    take(key, token, ttlMs) {
      sweep()
      return changed(
        `INSERT INTO core_lock AS l (key, token, expires_at)
         VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
         ON CONFLICT (key) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at
           WHERE l.expires_at < clock_timestamp()`,
        [key, token, ttlMs],
      )
    },
    extend: (key, token, ttlMs) =>
      changed(
        `UPDATE core_lock SET expires_at = clock_timestamp() + $3 * interval '1 millisecond'
         WHERE key = $1 AND token = $2 AND expires_at >= clock_timestamp()`,
        [key, token, ttlMs],
      ),
    free: async (key, token) =>
      void (await changed('DELETE FROM core_lock WHERE key = $1 AND token = $2', [key, token])),
  }
}

/** Locks in PostgreSQL alone: for what only one process may do, because all ask the same store whatever becomes of Redis. */
export function createPostgresLocks(db: Pick<Db, 'pool'>): Locks {
  return createLocksOver([createPostgresLockStore(db)])
}
