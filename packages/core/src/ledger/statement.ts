import type { Db } from '../db/index.ts'
import type { AccountOwner, Balance, Line } from './types.ts'

interface BalanceRow {
  readonly kind: string
  readonly currency: string
  readonly balance: string
  readonly held: string
}

/**
 * By people's own kinds and currencies; what has expired is available, though the job has not ended the hold yet.
 * @param now business time
 */
export async function readBalances({ pool }: Db, userId: bigint, now: Date): Promise<readonly Balance[]> {
  const { rows } = await pool.query<BalanceRow>(
    `SELECT account.kind, account.currency, core_ledger_balance(account.id)::text AS balance, (account.held - coalesce((
       SELECT sum(part.amount) FROM core_ledger_hold_part part
       WHERE part.account_id = account.id AND part.is_open AND part.expires_at <= $2::timestamptz
     ), 0))::text AS held
     FROM core_ledger_subject subject JOIN core_ledger_account account ON account.subject_id = subject.id
     WHERE subject.user_id = $1::bigint ORDER BY account.currency, account.id`,
    [String(userId), now],
  )
  const owner: AccountOwner = { user: userId }
  return rows.map(({ kind, currency, balance, held }) => ({
    ...{ kind, owner, currency },
    available: BigInt(balance) - BigInt(held),
    held: BigInt(held),
  }))
}

interface LineRow {
  readonly id: string
  readonly at: Date
  readonly posting_id: string
  readonly kind: string
  readonly currency: string
  readonly reason: string
  readonly entity: string
  readonly is_reversal: boolean
  readonly amount: string
  readonly balance_after: string
}

export interface StatementQuery {
  readonly userId: bigint
  /** All unless given. */
  readonly currency?: string | undefined
  readonly limit: number
  /** Only older lines than this one. */
  readonly before?: bigint | undefined
  /** Only newer lines than this one: then the oldest come first. */
  readonly after?: bigint | undefined
}

const last = 2n ** 63n - 1n

/** Each account gives its newest lines, by its index; the newest of those are the page. So a page costs the same however long the history is. */
export async function readStatement({ pool }: Db, query: StatementQuery): Promise<readonly Line[]> {
  const { userId, currency, limit, before = last, after } = query
  const way = after === undefined ? 'DESC' : 'ASC'
  const { rows } = await pool.query<LineRow>(
    `SELECT line.id::text, posting.at, line.posting_id::text, account.kind, account.currency, posting.reason, posting.entity,
       posting.reverses IS NOT NULL AS is_reversal, line.amount::text, line.balance_after::text
     FROM core_ledger_subject subject
     JOIN core_ledger_account account ON account.subject_id = subject.id AND account.is_stored
       AND ($2::text IS NULL OR account.currency = $2::text)
     CROSS JOIN LATERAL (
       SELECT entry.id, entry.posting_id, entry.amount, entry.balance_after FROM core_ledger_entry entry
       WHERE entry.account_id = account.id AND entry.id < $4::bigint AND entry.id > $5::bigint ORDER BY entry.id ${way} LIMIT $3::int
     ) line
     CROSS JOIN LATERAL (
       SELECT at, reason, entity, reverses FROM core_ledger_posting WHERE id = line.posting_id OFFSET 0
     ) posting
     WHERE subject.user_id = $1::bigint ORDER BY line.id ${way} LIMIT $3::int`,
    [String(userId), currency ?? null, limit, String(before), String(after ?? 0n)],
  )
  return rows.map((row) => ({
    id: BigInt(row.id),
    at: row.at,
    posting: BigInt(row.posting_id),
    kind: row.kind,
    currency: row.currency,
    reason: row.reason,
    isReversal: row.is_reversal,
    entity: row.entity,
    amount: BigInt(row.amount),
    balanceAfter: BigInt(row.balance_after),
  }))
}
