import type { Db } from '../../db/index.ts'

/** Up to where nothing comes any more: whatever has such an id is committed, or never will be. */
export interface FinalIds {
  readonly posting: bigint
  readonly entry: bigint
}

/**
 * Ids are drawn before they are committed, so a later one may be seen first. For one moment nobody writes: what is drawn then is final.
 * Whoever posts meanwhile waits as long as this does, {@link patienceMs} at most. @throws when somebody's transaction goes on for longer
 */
export function readFinalIds(db: Db, patienceMs = 2_000): Promise<FinalIds> {
  return db.sqlTx(async (tx) => {
    await tx.query(`SELECT set_config('lock_timeout', $1::text, true)`, [String(patienceMs)])
    await tx.query('LOCK TABLE core_ledger_posting, core_ledger_entry IN SHARE ROW EXCLUSIVE MODE', [])
    const [row] = await tx.query<{ posting: string; entry: string }>(
      `SELECT CASE WHEN posting.is_called THEN posting.last_value ELSE 0 END::text AS posting,
         CASE WHEN entry.is_called THEN entry.last_value ELSE 0 END::text AS entry
       FROM core_ledger_posting_id_seq posting, core_ledger_entry_id_seq entry`,
      [],
    )
    return { posting: BigInt(row?.posting ?? 0), entry: BigInt(row?.entry ?? 0) }
  })
}
