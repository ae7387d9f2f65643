import type { BenchPostgres } from '../support/postgres.ts'

/** Accounts that postings are spread over. */
export const people = 1_000
const key = `'bench-walk-' || (:a)::bigint || '-' || (:n)::bigint || '-' || (:m)::bigint`
const sha = `'0123456789012345678901234567890123456789012'`

/** The same rows, with the same indexes, in one commit; no functions, triggers or constraints. Account 0 is the system's. */
const script = (account: string) => `\\set a ${account}
\\set n random(1, 1000000000)
\\set m random(1, 1000000000)
BEGIN;
INSERT INTO peer_posting (key, sha, reason, entity, legs, at) VALUES (${key}, ${sha}, 'bench-walk', 'K1', 2, now());
UPDATE peer_account SET balance = balance + 10, seq = seq + 1 WHERE id = :a;
INSERT INTO peer_entry (posting_id, account_id, amount, seq, balance_after)
SELECT currval('peer_posting_id'), id, 10, seq, balance FROM peer_account WHERE id = :a
UNION ALL SELECT currval('peer_posting_id'), 0, -10, NULL, NULL;
COMMIT;
`

export const peerScripts = { spread: script(`random(1, ${people})`), hot: script('1') } as const

export async function createPeer(postgres: BenchPostgres): Promise<string> {
  const url = await postgres.createDatabase()
  const like = (name: string) =>
    `CREATE TABLE peer_${name} (LIKE core_ledger_${name} INCLUDING INDEXES INCLUDING DEFAULTS)`
  const numbered = (name: string) =>
    `CREATE SEQUENCE peer_${name}_id; ALTER TABLE peer_${name} ALTER id SET DEFAULT nextval('peer_${name}_id')`
  await postgres.query(
    url,
    `${like('account')}; ${like('posting')}; ${like('entry')}; ${numbered('posting')}; ${numbered('entry')};
     INSERT INTO peer_account (id, kind, subject_id, currency, is_stored)
     SELECT n, 'core-wallet', gen_random_uuid(), 'PTS', true FROM generate_series(1, ${people}) n; ANALYZE peer_account`,
  )
  return url
}
