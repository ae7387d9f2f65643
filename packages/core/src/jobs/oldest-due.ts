import type { Db } from '../db/index.ts'

export interface OldestDue {
  readonly job: string
  /** Milliseconds since it should have started. */
  readonly lateMs: number
}

/** Looks at what waits for its business time and at what waits in the queue (machine time), and answers the latest. */
export async function findOldestDue(
  db: Pick<Db, 'pool'>,
  names: readonly string[],
  now: Date,
): Promise<OldestDue | undefined> {
  const found = await db.pool.query<{ job: string; late_ms: number }>(
    `(SELECT job, extract(epoch FROM $2::timestamptz - due_at)::float8 * 1000 AS late_ms
      FROM core_schedule WHERE job = ANY($1) AND due_at <= $2 ORDER BY due_at LIMIT 1)
     UNION ALL
     (SELECT task_identifier, extract(epoch FROM now() - run_at)::float8 * 1000
      FROM graphile_worker.jobs
      WHERE task_identifier = ANY($1) AND locked_at IS NULL AND attempts < max_attempts AND run_at <= now()
      ORDER BY run_at LIMIT 1)
     ORDER BY late_ms DESC LIMIT 1`,
    [names, now],
  )
  const row = found.rows[0]
  return row && { job: row.job, lateMs: Math.round(row.late_ms) }
}
