import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { OwnedData, RetentionRule } from './types.ts'

/** Rows per statement, so that no lock is held for long. */
const slice = 5_000

export interface PruneDeps {
  readonly db: Pick<Db, 'pool'>
  readonly clock: Clock
}

/** Deletes what is older than its rule allows. Stops early when `signal` aborts; the next run goes on. Returns rows by table. */
export async function pruneAll(
  deps: PruneDeps,
  data: readonly OwnedData[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const pruned: Record<string, number> = {}
  for (const rule of data.flatMap(({ part }) => part.retention ?? []))
    pruned[rule.table] = (pruned[rule.table] ?? 0) + (await prune(deps, rule, signal))
  return pruned
}

async function prune({ db, clock }: PruneDeps, rule: RetentionRule, signal: AbortSignal): Promise<number> {
  const { table, ageColumn, keepMs, time } = rule
  const now = time === 'business' ? '$2::timestamptz' : 'clock_timestamp()'
  // Names were checked at boot. Rows that somebody works on are left for the next run.
  const sql = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table}
    WHERE ${ageColumn} < ${now} - $1 * interval '1 millisecond' LIMIT ${slice} FOR UPDATE SKIP LOCKED))`
  const values = time === 'business' ? [keepMs, clock.now()] : [keepMs]
  for (let pruned = 0; ; ) {
    const { rowCount } = await db.pool.query(sql, values)
    pruned += rowCount ?? 0
    if ((rowCount ?? 0) < slice || signal.aborted) return pruned
  }
}
