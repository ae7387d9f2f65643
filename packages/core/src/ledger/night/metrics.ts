import type { Db } from '../../db/index.ts'
import type { Metrics } from '../../metrics/index.ts'

/** Exports what should stay small, and what should be nothing. */
export function watchBooks(metrics: Metrics, { pool }: Db): void {
  const count = (from: string) => async () => {
    const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`)
    return rows[0]?.count ?? 0
  }
  metrics.gauge('ledger_open_holds', 'Holds that are open', [], count(`core_ledger_hold WHERE state = 'open'`))
  metrics.gauge('ledger_findings', 'Checks of the ledger that found something wrong', [], count('core_ledger_finding'))
}
