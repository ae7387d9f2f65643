import type { Db } from '../db/index.ts'
import type { DeadJob } from '../jobs/index.ts'
import { type IdRange, rangeSql, rangeValues } from './id-range.ts'

interface DeadJobRow {
  readonly id: string
  readonly job: string
  readonly error: string
  readonly attempts: number
  readonly failed_at: Date
}

/** Jobs that nobody has settled yet, without their payloads: those may name people. */
export async function listDeadJobs(db: Db, range: IdRange): Promise<readonly DeadJob[]> {
  const { rows } = await db.pool.query<DeadJobRow>(
    `SELECT id, job, error, attempts, failed_at FROM core_dead_job
     WHERE resolved_at IS NULL AND ${rangeSql('id', range)}`,
    [...rangeValues(range)],
  )
  return rows.map(({ id, failed_at, ...row }) => ({ ...row, id: BigInt(id), failedAt: failed_at }))
}

export async function countDeadJobs(db: Db): Promise<number> {
  const { rows } = await db.pool.query<{ dead: number }>(
    'SELECT count(*)::int AS dead FROM core_dead_job WHERE resolved_at IS NULL',
  )
  return rows[0]?.dead ?? 0
}
