import type { Db } from '../../db/index.ts'
import { currencyDigits } from '../../numbers/index.ts'
import type { ExportFile } from '../../privacy/index.ts'

/** As many lines as programs still open, and as fit into a file that Telegram takes. */
const mostLines = 300_000
const linesAtOnce = 1000

/** A line of somebody's statement, in the order of accounts, and of each one's lines. */
interface Place {
  readonly account: string
  readonly entry: string
}

interface Row {
  readonly account_id: string
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly currency: string
  readonly amount: string
  readonly balance_after: string | null
  readonly reason: string
  readonly entity: string
  readonly posting_id: string
  readonly reverses: string | null
}

/**
 * So many lines after the place. Each account gives no more than is asked for, by the primary key of entries: neither the lines before nor those of
 * other people are read.
 */
const page = `(
  SELECT entry.account_id, account.kind, account.currency, entry.id, entry.posting_id, entry.amount, entry.balance_after
  FROM core_ledger_subject subject
  JOIN core_ledger_account account ON account.subject_id = subject.id AND account.id >= $2::bigint
  CROSS JOIN LATERAL (
    SELECT * FROM core_ledger_entry one WHERE one.account_id = account.id
      AND one.id > CASE WHEN account.id = $2::bigint THEN $3::bigint ELSE 0 END ORDER BY one.id LIMIT $4::int
  ) entry
  WHERE subject.user_id = $1::bigint ORDER BY entry.account_id, entry.id LIMIT $4::int
) page`

const columns = ['at', 'account', 'currency', 'amount', 'balance_after', 'reason', 'about', 'posting', 'takes_back']

/** The whole statement of a person, as CSV. @param most lines of one file */
export async function* statementFiles(db: Db, userId: bigint, most = mostLines): AsyncGenerator<ExportFile> {
  let from: Place = { account: '0', entry: '0' }
  for (let part = 1; ; part++) {
    const start = from
    const end = await lastOf(db, userId, start, most)
    if (!end) return
    yield {
      name: `wallet-${part}.csv`,
      caption: { key: 'core-wallet-export', params: { part } },
      open: () => csvFrom(db, userId, start, most),
    }
    from = end
  }
}

/** The last of so many lines after the place, or of those that there are. */
async function lastOf({ pool }: Db, userId: bigint, { account, entry }: Place, most: number) {
  const { rows } = await pool.query<Place>(
    `SELECT account_id::text AS account, id::text AS entry FROM ${page} ORDER BY account_id DESC, id DESC LIMIT 1`,
    [String(userId), account, entry, most],
  )
  return rows[0]
}

/** Page by page: a statement of any length needs the memory of one page. */
async function* csvFrom({ pool }: Db, userId: bigint, start: Place, most: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\u{feff}${columns.join(',')}\r\n`)
  let from = start
  for (let written = 0; written < most; ) {
    const take = Math.min(linesAtOnce, most - written)
    const { rows } = await pool.query<Row>(
      `SELECT page.account_id::text, page.id::text, to_char(posting.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, page.kind, page.currency,
         page.amount::text, page.balance_after::text, posting.reason, posting.entity, page.posting_id::text, posting.reverses::text
       FROM ${page} CROSS JOIN LATERAL (
         SELECT at, reason, entity, reverses FROM core_ledger_posting WHERE id = page.posting_id OFFSET 0
       ) posting ORDER BY page.account_id, page.id`,
      [String(userId), from.account, from.entry, take],
    )
    const last = rows.at(-1)
    if (!last) return
    yield Buffer.from(rows.map(toLine).join(''))
    written += rows.length
    from = { account: last.account_id, entry: last.id }
  }
}

const toLine = (row: Row): string =>
  `${[
    ...[row.at, row.kind, row.currency, decimal(row.amount, row.currency)],
    ...[row.balance_after === null ? '' : decimal(row.balance_after, row.currency), row.reason, quoted(row.entity)],
    ...[`T${row.posting_id}`, row.reverses === null ? '' : `T${row.reverses}`],
  ].join(',')}\r\n`

/** `-12.500000`: units with all their decimals. */
function decimal(minor: string, currency: string): string {
  const places = currencyDigits(currency)
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.replace('-', '').padStart(places + 1, '0')
  const cut = digits.length - places
  return `${sign}${digits.slice(0, cut)}${places > 0 ? '.' : ''}${digits.slice(cut)}`
}

/** The only column whose words are a feature's: no cell is a formula, none ends too soon. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
