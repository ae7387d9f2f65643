import type { Clock } from '../../clock/index.ts'
import { type Db, takeTurn } from '../../db/index.ts'
import type { Incidents } from '../../incidents/index.ts'

export interface FindingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly incidents: Incidents
}

/** What a check found; no line = all is well. */
export interface CheckResult {
  readonly check: string
  readonly lines: readonly string[]
}

const incidentOf = (check: string): string => `core:ledger-${check}`

/** Checks that found something and have not been clean since. While there is one, nothing is paid out. */
export async function readFindings({ pool }: Db): Promise<readonly string[]> {
  const { rows } = await pool.query<{ check: string }>('SELECT "check" FROM core_ledger_finding ORDER BY "check"')
  return rows.map(({ check }) => check)
}

/** Freezes payouts and tells the admins, or ends both, in one transaction. */
export function recordResult({ db, clock, incidents }: FindingDeps, { check, lines }: CheckResult): Promise<void> {
  return db.tx(async (tx) => {
    await takeTurn(tx, `core:ledger-finding:${check}`)
    if (lines.length === 0) {
      await tx.$executeRaw`DELETE FROM core_ledger_finding WHERE "check" = ${check}`
      await incidents.close(tx, incidentOf(check))
      return
    }
    await tx.$executeRaw`
      INSERT INTO core_ledger_finding ("check", detail, found_at) VALUES (${check}, ${lines.join('\n')}, ${clock.now()})
      ON CONFLICT ("check") DO UPDATE SET detail = excluded.detail`
    await incidents.open(tx, incidentOf(check), `Nothing is paid out until this is cleared up: ${lines.join('; ')}`)
  })
}
