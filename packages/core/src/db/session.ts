import { Client, type ClientBase, Pool, type PoolConfig } from 'pg'

/**
 * What our SQL, and those who read its results, assume of a session. A server, a database or a role may preset each of
 * these otherwise (`ALTER ROLE … SET`), also timeouts that would cut waits which have limits of their own here.
 */
const assumed = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  search_path: 'public',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0',
}

/** What one kind of connection wants beside that, or instead: PostgreSQL's names, milliseconds for times. */
export type SessionSettings = Readonly<Record<string, string | number>>

/** How long a server may take to accept us, and then to answer: a pooler that has no session left accepts and says nothing. */
const firstAnswerMs = 15_000
const silent = `PostgreSQL gave no session within ${firstAnswerMs / 1000} s: it hangs, or the pooler in front of it has none left (for each process of the bot it needs a pool_size of DATABASE_POOL_SIZE + 8).`

/** Statements and not startup parameters: PgBouncer refuses most of those. Older servers lack some of the settings. */
async function pin(client: ClientBase, settings: SessionSettings = {}): Promise<void> {
  const wanted = Object.entries({ ...assumed, ...settings })
  const query = {
    text: `SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS wanted(name, value)
      WHERE current_setting(name, true) IS NOT NULL`,
    values: [wanted.map(([name]) => name), wanted.map(([, value]) => String(value))],
    query_timeout: firstAnswerMs,
  }
  await client.query(query).catch((error: unknown) => {
    throw error instanceof Error && error.message === 'Query read timeout' ? new Error(silent, { cause: error }) : error
  })
}

export interface SessionPoolOptions extends Pick<PoolConfig, 'connectionTimeoutMillis' | 'idleTimeoutMillis'> {
  readonly url: string
  readonly max: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  readonly settings?: SessionSettings
}

/** A pool whose connections all mean the same, whatever the server presets. The only one that the product opens. */
export class SessionPool extends Pool {
  constructor({ url, applicationName, settings, ...options }: SessionPoolOptions) {
    super({
      ...options,
      connectionString: url,
      application_name: applicationName,
      keepAlive: true,
      pipeline: true,
      onConnect: (client) => pin(client, settings),
    })
  }
}

export interface SessionOptions {
  readonly url: string
  readonly applicationName: string
  readonly settings?: SessionSettings
  /** How long each statement may go without an answer, in milliseconds: a network that swallows packets says nothing. For ever unless told. */
  readonly patienceMs?: number
  /** The connection broke or ended. May be called twice, and before it was handed out. */
  readonly onLost?: (client: Client) => void
}

/** One connection of its own, for what belongs to a session: LISTEN, session locks, migrations. Means the same as the pool's. */
export async function openSession(options: SessionOptions): Promise<Client> {
  const client = new Client({
    connectionString: options.url,
    application_name: options.applicationName,
    keepAlive: true,
    connectionTimeoutMillis: firstAnswerMs,
    ...(options.patienceMs === undefined ? {} : { query_timeout: options.patienceMs }),
  })
  // Without a listener, a connection that breaks between two statements would end the process.
  client.on('error', () => options.onLost?.(client))
  client.on('end', () => options.onLost?.(client))
  try {
    await client.connect()
    await pin(client, options.settings)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}
