import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type ClientBase, Pool } from 'pg'
import { serverVariable, templateName } from './server.ts'

export interface TestDatabase {
  readonly url: string
  /** Removes the database. Throws when connections are still open: whoever opened them forgot to close. */
  drop(): Promise<void>
}

/** One for all databases of a worker: a new connection costs more than what is asked over it. */
let server: Pool | undefined

async function onServer<T>(work: (client: ClientBase, url: string) => Promise<T>): Promise<T> {
  const url = process.env[serverVariable]
  if (!url) throw new Error('No test server: run Vitest with the configuration in the root, which starts one.')
  server ??= new Pool({ connectionString: url, max: 1, allowExitOnIdle: true }).on('error', () => undefined)
  const client = await server.connect()
  try {
    return await work(client, url)
  } finally {
    client.release()
  }
}

/** Names of the connections that stay; a closed one takes the server a moment to notice. */
async function findLeaks(client: ClientBase, name: string): Promise<readonly string[]> {
  for (const deadline = Date.now() + 2000; ; await delay(10)) {
    const { rows } = await client.query<{ application_name: string; query: string }>(
      "SELECT application_name, left(query, 80) AS query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
      [name],
    )
    if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => `${row.application_name}: ${row.query}`)
  }
}

export interface TestDatabaseOptions {
  /** Without any migration applied. */
  readonly empty?: boolean
  /** What its sessions begin with, as by `ALTER DATABASE … SET`. */
  readonly presets?: Readonly<Record<string, string>>
}

/** Presets of a server whose people live elsewhere and whose operator is careful: nothing of it may be seen in the bot. */
export const strangePresets = (timeZone: string): Readonly<Record<string, string>> => ({
  TimeZone: timeZone,
  DateStyle: 'German, DMY',
  IntervalStyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-10',
  search_path: 'elsewhere',
  transform_null_equals: 'on',
  default_transaction_isolation: 'serializable',
  default_transaction_read_only: 'on',
  statement_timeout: '20s',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '1ms',
  idle_session_timeout: '5s',
  transaction_timeout: '20s',
})

/**
 * A database of its own for one test file, with all migrations applied. A copy of the template, about 20 ms.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = await onServer(async (client, serverUrl) => {
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE ${options.empty ? 'template0' : templateName} STRATEGY FILE_COPY`,
    )
    for (const [setting, value] of Object.entries(options.presets ?? {}))
      await client.query(`ALTER DATABASE ${name} SET ${setting} = ${client.escapeLiteral(value)}`)
    const own = new URL(serverUrl)
    own.pathname = name
    return own.href
  })
  return {
    url,
    drop: () =>
      onServer(async (client) => {
        const leaks = await findLeaks(client, name)
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
        if (leaks.length > 0) throw new Error(`Connections were left open:\n${leaks.join('\n')}`)
      }),
  }
}
