import type { Pool } from 'pg'

const prefix = 'bazaar'

/** Under which name an instance locks jobs. Everybody can read the instance out of it. */
export function workerIdOf(instanceId: string, generation: number): string {
  return `${workerPrefix(instanceId)}${generation}`
}

function workerPrefix(instanceId: string): string {
  return `${prefix}:${instanceId}:`
}

/**
 * Frees the jobs of other processes without a fresh heartbeat; the queue itself would wait four hours. Harmless when
 * several replicas do it at once.
 */
export async function freeDeadWorkers(pool: Pool, ownId: string, deadAfterMs: number): Promise<void> {
  const found = await pool.query<{ worker: string }>(
    `SELECT DISTINCT j.locked_by AS worker FROM graphile_worker.jobs j
     WHERE starts_with(j.locked_by, $1) AND split_part(j.locked_by, ':', 2) <> $2 AND NOT EXISTS (
       SELECT FROM core_instance i WHERE i.id = split_part(j.locked_by, ':', 2)
         AND i.heartbeat_at > clock_timestamp() - $3 * interval '1 millisecond')`,
    [`${prefix}:`, ownId, deadAfterMs],
  )
  const workers = found.rows.map((row) => row.worker)
  if (workers.length > 0) await pool.query('SELECT graphile_worker.force_unlock_workers($1)', [workers])
}

/**
 * Frees jobs that were handed to this process by an answer that never arrived (the connection broke after the commit); nobody
 * else would free them while it lives. Call it again and again: what is found twice in a row is free. In between the end of a
 * run has been written.
 */
export function createLostJobs(pool: Pool, ownId: string, isRunning: (id: string) => boolean) {
  let suspects: ReadonlySet<string> = new Set()
  return async (afterMs: number): Promise<void> => {
    const held = await pool.query<{ id: string }>(
      `SELECT id FROM graphile_worker.jobs
       WHERE starts_with(locked_by, $1) AND locked_at < clock_timestamp() - $2 * interval '1 millisecond'`,
      [workerPrefix(ownId), afterMs],
    )
    const idle = held.rows.map((row) => row.id).filter((id) => !isRunning(id))
    const lost = idle.filter((id) => suspects.has(id))
    suspects = new Set(idle)
    if (lost.length > 0) await free(pool, ownId, lost)
  }
}

async function free(pool: Pool, ownId: string, ids: readonly string[]): Promise<void> {
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL
     WHERE id = ANY($1) AND starts_with(locked_by, $2)`,
    [ids, workerPrefix(ownId)],
  )
}

interface LockedRow {
  readonly id: string
  readonly locked_by: string | null
  readonly attempts: number
}

/**
 * Gives the attempt back that an interrupted run has used, unless a newer job took its key meanwhile. The library offers nothing for a job that is still locked, hence
 * its private table; the version is pinned and a test covers it.
 */
export async function keepAttempt(pool: Pool, row: LockedRow): Promise<void> {
  await pool.query(
    'UPDATE graphile_worker._private_jobs SET attempts = $3 - 1 WHERE id = $1 AND locked_by = $2 AND attempts = $3',
    [row.id, row.locked_by, row.attempts],
  )
}

/** Trying again is useless: the failure that follows is the last one. */
export async function spendAttempts(pool: Pool, row: LockedRow): Promise<void> {
  await pool.query(
    'UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE id = $1 AND locked_by = $2',
    [row.id, row.locked_by],
  )
}
