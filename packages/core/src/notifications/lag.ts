import type { Pool } from 'pg'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { Metrics } from '../metrics/index.ts'
import { priorities } from './topics.ts'

export interface OutboxLag {
  /** Deliveries that are due and not finished; counted up to 100,000. */
  readonly pending: number
  /** Age of the oldest due one, in milliseconds of business time; 0 when none waits. */
  readonly oldestDueMs: number
}

const lagSql = `
SELECT (SELECT count(*) FROM (
    SELECT 1 FROM unnest($2::int[]) AS lane(priority) CROSS JOIN LATERAL (
      SELECT 1 FROM core_delivery WHERE state = 'pending' AND priority = lane.priority AND run_at <= $1
        AND reason IS DISTINCT FROM 'held' LIMIT 100000) d LIMIT 100000) c)::int
  + (SELECT count(*) FROM core_delivery WHERE state = 'sending')::int AS pending,
  (SELECT min(run_at) FROM unnest($2::int[]) AS lane(priority) CROSS JOIN LATERAL (
      SELECT run_at FROM core_delivery WHERE state = 'pending' AND priority = lane.priority AND run_at <= $1
        AND reason IS DISTINCT FROM 'held' ORDER BY run_at LIMIT 1) d) AS oldest`

/** How far the outbox is behind, for `/health` and `/metrics`. Topics that are switched off do not count. */
export async function readOutboxLag(pool: Pool, clock: Clock): Promise<OutboxLag> {
  const now = clock.now()
  const { rows } = await pool.query<{ pending: number; oldest: Date | null }>(lagSql, [now, priorities])
  const [row] = rows
  return {
    pending: row?.pending ?? 0,
    oldestDueMs: row?.oldest ? Math.max(0, now.getTime() - row.oldest.getTime()) : 0,
  }
}

/** Exports depth and age of the outbox; one query serves both gauges of a scrape. */
export function exportLag({ db, clock, metrics }: { db: Db; clock: Clock; metrics: Metrics }): void {
  let shared: Promise<OutboxLag> | undefined
  const read = () => {
    shared ??= readOutboxLag(db.pool, clock).finally(() => {
      shared = undefined
    })
    return shared
  }
  metrics.gauge('outbox_depth', 'Outbox deliveries that are due', [], async () => (await read()).pending)
  const age = 'Age of the oldest due outbox delivery, in seconds'
  metrics.gauge('outbox_oldest_seconds', age, [], async () => (await read()).oldestDueMs / 1000)
}
