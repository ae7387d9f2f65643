import type { Db } from '../db/index.ts'

/** An update that took its process down this often is given up, so that one message cannot keep the bot from starting. */
export const maxAttempts = 3

export interface Repeats {
  readonly db: Db
  readonly botId: number
  readonly owner: string
  readonly leaseSeconds: number
}

/**
 * What becomes of updates that Telegram delivered before: ours again when their lease ran out, or when they were recorded
 * under our name without our knowing (the statement's answer got lost); finished; to be given up, which is still to be done; or somebody is at them.
 * @param mine what this process works on
 */
export async function settleRepeated(
  { db, botId, owner, leaseSeconds }: Repeats,
  updateIds: readonly number[],
  mine: ReadonlySet<number>,
): Promise<Record<'taken' | 'done' | 'givenUp', ReadonlySet<number>>> {
  const asked = updateIds.filter((id) => !mine.has(id))
  if (asked.length === 0) return { taken: new Set(), done: new Set(), givenUp: new Set() }
  const givenUp = await db.pool.query<{ id: string }>(
    `SELECT update_id::text AS id FROM core_inbox
     WHERE bot_id = $1 AND update_id = ANY($2) AND done_at IS NULL AND leased_until < clock_timestamp() AND attempts >= $3`,
    [botId, asked, maxAttempts],
  )
  const deadly = toSet(givenUp.rows)
  const taken = await db.pool.query<{ id: string }>(
    `UPDATE core_inbox SET owner = $3, attempts = CASE WHEN owner = $3 THEN attempts ELSE attempts + 1 END,
       leased_until = clock_timestamp() + make_interval(secs => $4)
     WHERE bot_id = $1 AND update_id = ANY($2) AND done_at IS NULL AND (leased_until < clock_timestamp() OR owner = $3)
     RETURNING update_id::text AS id`,
    [botId, asked.filter((id) => !deadly.has(id)), owner, leaseSeconds],
  )
  const done = await db.pool.query<{ id: string }>(
    'SELECT update_id::text AS id FROM core_inbox WHERE bot_id = $1 AND update_id = ANY($2) AND done_at IS NOT NULL',
    [botId, asked],
  )
  return { taken: toSet(taken.rows), done: toSet(done.rows), givenUp: deadly }
}

function toSet(rows: readonly { readonly id: string }[]): Set<number> {
  return new Set(rows.map((row) => Number(row.id)))
}
