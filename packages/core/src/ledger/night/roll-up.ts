import type { Db } from '../../db/index.ts'

const accountsPerStep = 200

/** Adds to the balance of each derived account what it got up to this entry; only what came since has to be summed then. */
export async function rollUp({ pool }: Db, through: bigint, signal: AbortSignal): Promise<void> {
  let after: string | undefined = '0'
  while (after !== undefined) {
    signal.throwIfAborted()
    const { rows }: { rows: { last: string | null }[] } = await pool.query(
      `WITH step AS (
         SELECT account.id, coalesce(rolled.balance, 0) AS balance, coalesce(rolled.through, 0) AS through
         FROM core_ledger_account account LEFT JOIN core_ledger_roll_up rolled ON rolled.account_id = account.id
         WHERE account.id > $2::bigint AND NOT account.is_stored ORDER BY account.id LIMIT ${accountsPerStep}
       ), done AS (
         INSERT INTO core_ledger_roll_up AS rolled (account_id, balance, through)
         SELECT step.id, step.balance + fresh.amount, $1::bigint FROM step CROSS JOIN LATERAL (
           SELECT sum(entry.amount)::bigint AS amount FROM core_ledger_entry entry
           WHERE entry.account_id = step.id AND entry.id > step.through AND entry.id <= $1::bigint
         ) fresh WHERE fresh.amount IS NOT NULL
         ON CONFLICT (account_id) DO UPDATE SET balance = excluded.balance, through = excluded.through
         WHERE rolled.through < excluded.through
       ) SELECT max(id)::text AS last FROM step`,
      [String(through), after],
    )
    after = rows[0]?.last ?? undefined
  }
}
