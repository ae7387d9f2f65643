import { openSession } from '@bazaar/core/db'

/** Kinds of objects in `public`, each as a query whose rows are one line of text. PostgreSQL's version must not show. */
const sections: ReadonlyArray<readonly [title: string, sql: string]> = [
  [
    'tables',
    `SELECT c.relname || CASE c.relpersistence WHEN 'u' THEN ' unlogged' ELSE '' END AS line
     FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`,
  ],
  [
    'constraints',
    // NOT NULL (n) became a constraint of its own in PostgreSQL 18; the schema diff watches it already.
    `SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS line
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'`,
  ],
  ['indexes', `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public'`],
  [
    'triggers',
    `SELECT pg_get_triggerdef(t.oid) AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`,
  ],
  [
    'functions',
    `SELECT oid::regprocedure || ' ' || prokind::text || ' ' || provolatile::text || ' md5 ' || md5(prosrc) ||
       coalesce(' set ' || array_to_string(proconfig, ', '), '') AS line
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
  ],
]

/**
 * A listing of what the schema diff cannot see: CHECKs, partial indexes, triggers, functions. Committed as
 * `prisma/catalog.txt`, so that a change of any of them shows in a review and a lost one fails a test.
 */
export async function listCatalog(url: string): Promise<string> {
  const client = await openSession({ url, applicationName: 'bazaar-catalog' })
  try {
    const parts: string[] = []
    for (const [title, sql] of sections) {
      const { rows } = await client.query<{ line: string }>(sql)
      const lines = rows.map((row) => row.line).filter((line) => !line.includes('_prisma_migrations'))
      parts.push(`# ${title}`, ...lines.sort(), '')
    }
    return parts.join('\n')
  } finally {
    await client.end()
  }
}
