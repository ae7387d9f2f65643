import { createHash } from 'node:crypto'
import type { Db } from '../../db/index.ts'

/** A closed day, as it is stored. */
export interface Seal {
  /** UTC: `2026-01-05`. */
  readonly day: string
  /** The last posting that is in it. */
  readonly through: bigint
  readonly postings: bigint
  readonly sha: string
}

/** What the first seal goes on from: nothing has a lower id. */
export const noSeal: Pick<Seal, 'through' | 'sha'> = { through: -(2n ** 63n), sha: '' }

/** How many postings are hashed in one statement. Part of what a seal is: never change it. */
const postingsPerStep = 1_000

/** Everything that a posting and its entries say, in one unmistakable line each; and the hash so far before them. */
const step = `WITH step AS (
  SELECT * FROM core_ledger_posting WHERE id > $2::bigint AND id <= $3::bigint ORDER BY id LIMIT ${postingsPerStep}
) SELECT count(*)::int AS postings, max(step.id)::text AS last, encode(sha256(decode($1::text, 'hex') || convert_to(coalesce(string_agg(
  json_build_array(step.id, step.key, step.sha, step.reason, step.entity, step.legs, step.reverses,
    (extract(epoch FROM step.at) * 1000)::bigint, step.correlation_id, lines.entries)::text, E'\\n' ORDER BY step.id), ''), 'UTF8')), 'hex') AS sha
FROM step CROSS JOIN LATERAL (
  SELECT string_agg(concat_ws(':', entry.account_id, entry.id, entry.amount, coalesce(entry.seq::text, '-'),
    coalesce(entry.balance_after::text, '-')), ' ' ORDER BY entry.account_id, entry.id) AS entries
  FROM core_ledger_entry entry WHERE entry.posting_id = step.id
) lines`

/** What the seal of a day has to be, by the rows that are there: its postings in the order of their ids, and the seal before. */
export async function hashDay(
  { pool }: Db,
  { day, through }: Pick<Seal, 'day' | 'through'>,
  previous: Pick<Seal, 'through' | 'sha'>,
  signal: AbortSignal,
): Promise<Seal> {
  let sha = createHash('sha256').update(`${previous.sha}|${previous.through}|${day}|${through}`).digest('hex')
  let after: string | null = String(previous.through)
  let postings = 0n
  while (after !== null) {
    signal.throwIfAborted()
    const { rows }: { rows: { postings: number; last: string | null; sha: string }[] } = await pool.query(step, [
      ...[sha, after, String(through)],
    ])
    after = rows[0]?.last ?? null
    if (rows[0] && after !== null) {
      postings += BigInt(rows[0].postings)
      sha = rows[0].sha
    }
  }
  return { day, through, postings, sha }
}
