import type { Clock } from '../clock/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { redact } from '../log/index.ts'
import type { Incidents, NotifyAdmins } from './types.ts'

const minuteMs = 60_000
const maxDetail = 500

export interface IncidentOptions {
  readonly db: Db
  readonly clock: Clock
  readonly notifyAdmins: NotifyAdmins
  /** The least time between two openings of one key, so that flapping does not flood admins; 10 minutes unless told. */
  readonly throttleMs?: number
  /** Whether admins hear of the recovery too; yes unless told. */
  readonly tellRecovery?: boolean
}

/** One statement decides who opens it: the primary key lets exactly one of parallel callers through. */
async function markOpen(tx: Tx, key: string, detail: string, now: Date, reopenBefore: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO core_incident (key, opened_at, detail) VALUES (${key}, ${now}, ${detail})
    ON CONFLICT (key) DO UPDATE SET opened_at = excluded.opened_at, closed_at = NULL, detail = excluded.detail
    WHERE core_incident.closed_at IS NOT NULL AND core_incident.opened_at <= ${reopenBefore}`
  return count === 1
}

async function markClosed(tx: Tx, key: string, now: Date): Promise<Date | undefined> {
  const rows = await tx.$queryRaw<{ opened_at: Date }[]>`
    UPDATE core_incident SET closed_at = ${now} WHERE key = ${key} AND closed_at IS NULL RETURNING opened_at`
  return rows[0]?.opened_at
}

/** Creates the incidents service on the table `core_incident`. */
export function createIncidents(options: IncidentOptions): Incidents {
  const { db, clock, notifyAdmins, throttleMs = 10 * minuteMs, tellRecovery = true } = options
  const within = <T>(tx: Tx | undefined, work: (tx: Tx) => Promise<T>): Promise<T> =>
    tx === undefined ? db.tx(work) : work(tx)

  return {
    open: (outer, key, detail) =>
      within(outer, async (tx) => {
        const now = clock.now()
        const safe = redact(detail).slice(0, maxDetail)
        if (!(await markOpen(tx, key, safe, now, new Date(now.getTime() - throttleMs)))) return false
        await notifyAdmins(tx, {
          entity: key,
          transition: `opened:${now.toISOString()}`,
          text: { key: 'core-incident-opened', params: { incident: key, detail: safe } },
        })
        return true
      }),
    close: (outer, key) =>
      within(outer, async (tx) => {
        const openedAt = await markClosed(tx, key, clock.now())
        if (openedAt === undefined) return false
        if (tellRecovery) {
          await notifyAdmins(tx, {
            entity: key,
            transition: `closed:${openedAt.toISOString()}`,
            text: { key: 'core-incident-closed', params: { incident: key } },
          })
        }
        return true
      }),
  }
}
