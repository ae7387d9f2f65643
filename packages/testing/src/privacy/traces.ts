import { Client } from 'pg'

/** How many rows hold something, by `schema.table.column` (`public.` is left out). */
export type Traces = Readonly<Record<string, number>>

interface CatalogColumn {
  readonly table: string
  readonly column: string
  readonly sql: string
  readonly isBytes: boolean
}

/** From the catalog itself: the views of `information_schema` take 200 ms. */
const columnsSql = `
SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS table, a.attname AS column,
  quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS sql, a.atttypid = 'bytea'::regtype AS "isBytes"
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
  AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY 1, 2`

/**
 * Looks for a text in every column of every table that the database has, also inside JSON and as bytes. A number is found as
 * a number of its own: 12 is not found in 3123.
 */
export async function tracesOf(databaseUrl: string, wanted: string | bigint | number): Promise<Traces> {
  const isNumber = typeof wanted !== 'string'
  const pattern = isNumber ? `(^|[^0-9])${wanted}([^0-9]|$)` : escapeRegExp(wanted)
  const hex = Buffer.from(String(wanted)).toString('hex')
  return withClient(databaseUrl, async (client) => {
    const { rows: columns } = await client.query<CatalogColumn>(columnsSql)
    const found: Record<string, number> = {}
    for (const sql of new Set(columns.map((column) => column.sql))) {
      const own = columns.filter((column) => column.sql === sql)
      const counts = own.map(({ column, isBytes }, index) => {
        const test = isBytes ? `position($2::text in encode("${column}", 'hex')) > 0` : `"${column}"::text ~* $1::text`
        return `count(*) FILTER (WHERE ${test})::int AS c${index}`
      })
      const { rows } = await client.query<Record<string, number>>(
        `SELECT ${counts.join(', ')}, count($1::text || $2::text) AS parameters FROM ${sql}`,
        [pattern, hex],
      )
      for (const [index, { table, column }] of own.entries()) {
        const count = rows[0]?.[`c${index}`]
        if (count) found[`${table}.${column}`] = count
      }
    }
    return found
  })
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
