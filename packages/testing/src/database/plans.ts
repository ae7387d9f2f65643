import type { ClientBase, Pool } from 'pg'

interface Plan {
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
}

/**
 * How many blocks of tables and indexes a statement touches, those of the functions that it calls included: what it costs, without a
 * clock. Plans that the connection has kept are used as they are.
 */
export async function countBlocks(client: ClientBase, sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
    `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
    [...values],
  )
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  if (plan === undefined) throw new Error(`No plan for ${sql}`)
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
}

/** By table: expressions that make each copy of a row (`one`) one of its own, from its number `n`. */
export type Copies = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Copies a row of each table, once for each `n` from `from` to `to`, without looking at foreign keys. On a connection of its own, because
 * the setting for that drops the plans that a connection has kept.
 */
export async function copyRows(pool: Pool, copies: Copies, from: number, to: number): Promise<void> {
  const client = await pool.connect()
  await client.query('SET session_replication_role = replica')
  for (const [table, own] of Object.entries(copies)) {
    const { rows } = await client.query<{ name: string }>(
      'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position',
      [table],
    )
    await client.query(
      `INSERT INTO ${table} SELECT ${rows.map(({ name }) => own[name] ?? `one.${name}`).join()}
       FROM (SELECT * FROM ${table} LIMIT 1) one, generate_series(${from}, ${to}) n`,
    )
  }
  client.release(true)
}

/** The statistics of the tables as they are now, or none; they stay until the test changes them. */
export async function fixStatistics(pool: Pool, tables: readonly string[], kind: 'none' | 'now'): Promise<void> {
  for (const table of tables) {
    await pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`)
    if (kind === 'now') await pool.query(`VACUUM ANALYZE ${table}`)
  }
}
