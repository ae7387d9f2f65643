import type { BenchPostgres } from '../support/postgres.ts'

/** A person whose wallet has so many entries, written past the triggers, which would take minutes. */
export async function fillStatement(
  postgres: BenchPostgres,
  url: string,
  { user, entries }: { readonly user: bigint; readonly entries: number },
): Promise<void> {
  await postgres.query(
    url,
    `SET session_replication_role = replica;
     INSERT INTO core_ledger_subject (user_id) VALUES (${user});
     INSERT INTO core_ledger_account (kind, subject_id, currency, is_stored, balance, seq)
     SELECT 'core-wallet', id, 'PTS', true, ${entries}, ${entries} FROM core_ledger_subject WHERE user_id = ${user};
     WITH added AS (
       INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at)
       SELECT 'bench:filled:${user}-' || n, 'filled', 'bench-walk', 'K1', 2, now() FROM generate_series(1, ${entries}) n RETURNING id
     )
     INSERT INTO core_ledger_entry (posting_id, account_id, amount, seq, balance_after)
     SELECT added.id, (SELECT account.id FROM core_ledger_account account JOIN core_ledger_subject subject ON subject.id = account.subject_id
       WHERE subject.user_id = ${user}), 1, row_number() OVER (ORDER BY added.id), row_number() OVER (ORDER BY added.id) FROM added;
     SET session_replication_role = DEFAULT;
     ANALYZE core_ledger_entry`,
  )
}
