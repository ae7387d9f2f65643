import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import type { HealthLine } from '../../feature/index.ts'
import { readFindings } from './findings.ts'
import { readSeals } from './seals.ts'

/** The night after a day closes it; one that is still open a day later waits for something. */
const lateMs = 2 * 86_400_000
/** So many characters of a seal tell it from any other, and can be written down. */
const shownLength = 12

/** How the books are, once there is something in them: what is wrong, or the seal of the last closed day, to be compared with a note. */
export async function booksHealth({
  db,
  clock,
}: {
  readonly db: Db
  readonly clock: Clock
}): Promise<readonly HealthLine[]> {
  const [findings, [seal]] = await Promise.all([readFindings(db), readSeals(db, 1)])
  const label = { key: 'core-ledger-health' }
  if (findings.length > 0)
    return [
      { label, state: 'failed', detail: { key: 'core-ledger-health-wrong', params: { checks: findings.join(', ') } } },
    ]
  if (!seal) return []
  const isLate = clock.now().getTime() - Date.parse(`${seal.day}T00:00:00Z`) > lateMs + 3_600_000
  const params = { day: { time: `${seal.day}T12:00:00Z`, style: 'date' as const }, sha: seal.sha.slice(0, shownLength) }
  return [
    isLate
      ? { label, state: 'degraded', detail: { key: 'core-ledger-health-late', params } }
      : { label, state: 'ok', detail: { key: 'core-ledger-health-sealed', params } },
  ]
}
