import type { Clock } from '../../clock/index.ts'
import { type Db, queryIn } from '../../db/index.ts'
import type { Events } from '../../events/index.ts'
import type { Logger } from '../../log/index.ts'
import { ledgerHoldExpired } from '../events.ts'
import type { ExpiredHold, HoldRule } from '../types.ts'

export interface ExpiryDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly events: Pick<Events, 'emit'>
  /** By the reason of the hold. */
  holds(): ReadonlyMap<string, HoldRule>
}

interface DueHold extends ExpiredHold {
  readonly reason: string
  readonly expiresAt: Date
}

const holdsPerStep = 100

/**
 * Ends what has run out, oldest first, each in a transaction of its own together with what its feature does then. One whose feature throws stays
 * open until the next run; its money is free all the same for who needs it.
 */
export async function expireHolds(deps: ExpiryDeps, signal: AbortSignal): Promise<void> {
  const now = deps.clock.now()
  let after: DueHold | undefined
  do {
    const due = await readDue(deps.db, now, after)
    for (const hold of due) {
      if (signal.aborted) return
      await expire(deps, hold, now).catch((error: unknown) =>
        deps.log.error(
          { error, hold: String(hold.id), reason: hold.reason },
          'A hold that has run out could not be ended',
        ),
      )
    }
    after = due.length < holdsPerStep ? undefined : due.at(-1)
  } while (after)
}

async function readDue({ pool }: Db, now: Date, after: DueHold | undefined): Promise<readonly DueHold[]> {
  const { rows } = await pool.query<{ id: string; key: string; entity: string; reason: string; expires_at: Date }>(
    `SELECT id::text, key, entity, reason, expires_at FROM core_ledger_hold
     WHERE state = 'open' AND expires_at <= $1::timestamptz AND (expires_at, id) > (coalesce($2::timestamptz, '-infinity'), $3::bigint)
     ORDER BY expires_at, id LIMIT ${holdsPerStep}`,
    [now, after?.expiresAt ?? null, String(after?.id ?? 0)],
  )
  return rows.map(({ id, expires_at, ...row }) => ({ ...row, id: BigInt(id), expiresAt: expires_at }))
}

function expire({ db, events, holds }: ExpiryDeps, hold: DueHold, now: Date): Promise<void> {
  const { id, key, entity, reason } = hold
  const rule = holds().get(reason)
  return db.tx(async (tx) => {
    await rule?.lock?.(tx, { id, key, entity })
    const [row] = await queryIn<{ is_ended: boolean }>(
      tx,
      `SELECT core_ledger_end_hold($1::timestamptz, $2::bigint, 'expired') AS is_ended`,
      [now, String(id)],
    )
    // Captured or released meanwhile.
    if (!row?.is_ended) return
    await rule?.onExpired(tx, { id, key, entity })
    await events.emit(tx, ledgerHoldExpired, { hold: id, key })
  })
}
