import type { Db } from '../db/index.ts'
import { type IdRange, rangeSql, rangeValues } from './id-range.ts'

export interface OpenIncident {
  /** Orders incidents by their opening; only for turning pages. */
  readonly id: bigint
  readonly key: string
  readonly openedAt: Date
  readonly detail: string
}

/** Incidents are named by texts. Their opening in milliseconds, with 20 bits of the name for two of one moment, orders them. */
const idSql = `(extract(epoch FROM opened_at) * 1000)::bigint * 1048576 + ('x' || left(md5(key), 5))::bit(20)::int`

export async function listOpenIncidents(db: Db, range: IdRange): Promise<readonly OpenIncident[]> {
  const { rows } = await db.pool.query<{ id: string; key: string; opened_at: Date; detail: string }>(
    `SELECT ${idSql} AS id, key, opened_at, detail FROM core_incident
     WHERE closed_at IS NULL AND ${rangeSql(`(${idSql})`, range)}`,
    [...rangeValues(range)],
  )
  return rows.map(({ id, opened_at, ...row }) => ({ ...row, id: BigInt(id), openedAt: opened_at }))
}

export async function countOpenIncidents(
  db: Db,
): Promise<{ readonly open: number; readonly oldestAt: Date | undefined }> {
  const { rows } = await db.pool.query<{ open: number; oldest: Date | null }>(
    'SELECT count(*)::int AS open, min(opened_at) AS oldest FROM core_incident WHERE closed_at IS NULL',
  )
  return { open: rows[0]?.open ?? 0, oldestAt: rows[0]?.oldest ?? undefined }
}
