import type { Db } from '../../db/index.ts'
import type { CheckStatement } from './check-statements.ts'

/** More lines tell nobody more. */
export const mostLines = 20
const entriesPerStep = 50_000
const rowsPerStep = 10_000
/** What is before all ids, and behind them. */
const [start, end] = [String(-(2n ** 63n)), String(2n ** 63n - 1n)]

/** So many that they have about {@link entriesPerStep} entries together; one, if that has more. */
const nextAccounts = `SELECT max(id)::text AS last FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS n, sum(seq) OVER (ORDER BY id) AS entries
  FROM (SELECT id, seq FROM core_ledger_account WHERE id > $1::bigint ORDER BY id LIMIT ${rowsPerStep}) account
) step WHERE n = 1 OR entries <= ${entriesPerStep}`
const nextPostings = `SELECT max(id)::text AS last FROM (
  SELECT id FROM core_ledger_posting WHERE id > $1::bigint ORDER BY id LIMIT ${rowsPerStep}
) step`

/**
 * The faults that a statement finds, the first few. In steps, so that each takes a moment, whatever has been written since the bot began.
 * @param now business time
 */
export async function runStatement(
  { pool }: Db,
  { over, sql }: CheckStatement,
  now: Date,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const find = async (values: readonly unknown[], most: number): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ line: string }>(`${sql} LIMIT ${most}`, [...values])
    return rows.map(({ line }) => line)
  }
  const endOfStep = async (after: string): Promise<string | undefined> => {
    const { rows } = await pool.query<{ last: string | null }>(over === 'accounts' ? nextAccounts : nextPostings, [
      after,
    ])
    return rows[0]?.last ?? undefined
  }
  if (over === 'everything') return find(sql.includes('$1') ? [now] : [], mostLines)
  const lines: string[] = []
  for (let after: string | undefined = start; after !== undefined && lines.length < mostLines; ) {
    signal.throwIfAborted()
    const last = await endOfStep(after)
    // Behind the last one there must be nothing.
    lines.push(...(await find([after, last ?? end], mostLines - lines.length)))
    after = last
  }
  return lines
}
