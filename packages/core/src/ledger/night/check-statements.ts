/**
 * What holds of the books at any moment: each statement has a line for every fault, with ids of postings, accounts and holds alone. Each sees one
 * moment of the database, so nobody has to stop posting. `postings` and `accounts` are looked at in steps: ids above `$1` up to `$2`.
 */
export interface CheckStatement {
  readonly id: string
  readonly over: 'postings' | 'accounts' | 'everything'
  readonly sql: string
}

export const checkStatements: readonly CheckStatement[] = [
  {
    // Each posting sums to 0 in each currency.
    id: 'I1',
    over: 'postings',
    sql: `SELECT format('posting %s sums to %s %s', entry.posting_id, sum(entry.amount), coalesce(account.currency, 'without account')) AS line
      FROM core_ledger_entry entry LEFT JOIN core_ledger_account account ON account.id = entry.account_id
      WHERE entry.posting_id > $1::bigint AND entry.posting_id <= $2::bigint
      GROUP BY entry.posting_id, account.currency HAVING sum(entry.amount) <> 0`,
  },
  {
    // A balance is the sum of its entries, and what the last of them says; the roll-up of a derived one is the sum of those that are in it.
    id: 'I2',
    over: 'accounts',
    sql: `SELECT format('account %s has %s, its entries say %s, the last one %s', coalesce(account.id, sums.account_id),
        coalesce(account.balance, account.rolled), coalesce(sums.total, 0), coalesce(account.last, 0)) AS line
      FROM (
        SELECT one.id, CASE WHEN one.is_stored THEN one.balance END AS balance, CASE WHEN NOT one.is_stored THEN coalesce(rolled.balance, 0) END AS rolled,
          CASE WHEN one.is_stored THEN (
            SELECT entry.balance_after FROM core_ledger_entry entry
            WHERE entry.account_id = one.id AND entry.seq IS NOT NULL ORDER BY entry.seq DESC LIMIT 1
          ) END AS last
        FROM core_ledger_account one LEFT JOIN core_ledger_roll_up rolled ON rolled.account_id = one.id
        WHERE one.id > $1::bigint AND one.id <= $2::bigint
      ) account FULL JOIN (
        SELECT entry.account_id, sum(entry.amount) AS total, sum(entry.amount) FILTER (WHERE entry.id <= rolled.through) AS in_roll_up
        FROM core_ledger_entry entry LEFT JOIN core_ledger_roll_up rolled ON rolled.account_id = entry.account_id
        WHERE entry.account_id > $1::bigint AND entry.account_id <= $2::bigint GROUP BY entry.account_id
      ) sums ON sums.account_id = account.id
      WHERE account.id IS NULL OR account.balance <> coalesce(sums.total, 0) OR account.balance <> coalesce(account.last, 0)
        OR account.rolled <> coalesce(sums.in_roll_up, 0)`,
  },
  {
    // Nobody has less than is set aside.
    id: 'I3',
    over: 'everything',
    sql: `SELECT format('account %s has %s and holds %s', id, balance, held) AS line FROM core_ledger_account
      WHERE NOT (balance >= held AND held >= 0)`,
  },
  {
    // What is set aside is what open holds say.
    id: 'I4',
    over: 'everything',
    sql: `SELECT format('account %s holds %s, its open holds say %s', coalesce(account.id, parts.account_id), coalesce(account.held, 0),
        coalesce(parts.total, 0)) AS line
      FROM (SELECT id, held FROM core_ledger_account WHERE held <> 0) account FULL JOIN (
        SELECT account_id, sum(amount) AS total FROM core_ledger_hold_part WHERE is_open GROUP BY account_id
      ) parts ON parts.account_id = account.id WHERE coalesce(account.held, 0) <> coalesce(parts.total, 0)
      UNION ALL SELECT format('hold %s has ended and still holds', hold.id) FROM core_ledger_hold_part part
        JOIN core_ledger_hold hold ON hold.id = part.hold_id WHERE part.is_open AND hold.state <> 'open'
      UNION ALL SELECT format('hold %s is of %s, its parts are not', hold.id, hold.amount) FROM core_ledger_hold hold WHERE hold.state = 'open'
        AND hold.amount IS DISTINCT FROM (SELECT sum(part.amount) FROM core_ledger_hold_part part WHERE part.hold_id = hold.id)`,
  },
  {
    // The entries of a stored account are numbered without a gap.
    id: 'I5',
    over: 'accounts',
    sql: `SELECT format('account %s has %s entries, numbered to %s, and is at %s', account.id, sums.entries, sums.last, account.seq) AS line
      FROM core_ledger_account account CROSS JOIN LATERAL (
        SELECT count(*) AS entries, coalesce(max(seq), 0) AS last FROM core_ledger_entry WHERE account_id = account.id
      ) sums
      WHERE account.id > $1::bigint AND account.id <= $2::bigint AND account.is_stored
        AND (sums.entries <> sums.last OR account.seq <> sums.last)`,
  },
  {
    // Each posting has as many entries as it says, each entry a posting.
    id: 'I6',
    over: 'postings',
    sql: `SELECT format('posting %s has %s of %s legs', coalesce(posting.id, legs.posting_id), coalesce(legs.count, 0), coalesce(posting.legs, 0)) AS line
      FROM (SELECT id, legs FROM core_ledger_posting WHERE id > $1::bigint AND id <= $2::bigint) posting FULL JOIN (
        SELECT posting_id, count(*) FROM core_ledger_entry WHERE posting_id > $1::bigint AND posting_id <= $2::bigint GROUP BY posting_id
      ) legs ON legs.posting_id = posting.id WHERE posting.legs IS DISTINCT FROM legs.count`,
  },
  {
    // A reversal leaves nothing of what it takes back, but what a person could not give any more and owes now.
    id: 'I6',
    over: 'postings',
    sql: `SELECT format('posting %s does not mirror posting %s', reversal.id, reversal.reverses) AS line FROM core_ledger_posting reversal
      WHERE reversal.id > $1::bigint AND reversal.id <= $2::bigint AND reversal.reverses IS NOT NULL AND (
        NOT EXISTS (SELECT FROM core_ledger_posting original WHERE original.id = reversal.reverses)
        OR EXISTS (
          SELECT FROM (
            SELECT account.id, account.subject_id, account.currency, account.is_stored, sum(entry.amount) AS amount
            FROM core_ledger_entry entry JOIN core_ledger_account account ON account.id = entry.account_id
            WHERE entry.posting_id IN (reversal.id, reversal.reverses) GROUP BY account.id
          ) rest WHERE rest.amount <> 0 GROUP BY coalesce(rest.subject_id::text, rest.id::text), rest.currency
          HAVING sum(rest.amount) <> 0 OR NOT bool_and(rest.subject_id IS NOT NULL AND (rest.amount > 0) = rest.is_stored)
        )
      )`,
  },
  {
    // Holds end soon after they have run out.
    id: 'I7',
    over: 'everything',
    sql: `SELECT format('hold %s ran out at %s and is still open', id, to_char(expires_at, 'YYYY-MM-DD HH24:MI')) AS line FROM core_ledger_hold
      WHERE state = 'open' AND expires_at < $1::timestamptz - interval '5 minutes'`,
  },
]
