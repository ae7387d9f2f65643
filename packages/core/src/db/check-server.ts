import type { Client } from 'pg'
import { OwnError } from '../errors/index.ts'
import { openSession } from './session.ts'

/** A database that the bot cannot work on as it is set up; the message says why, and what to do. */
class UnfitDatabaseError extends OwnError {
  override readonly name = 'UnfitDatabaseError'
}

/** Enough that each of them being sent to another process of one pooler is unlikely. */
const looks = 5

const sharing = `DATABASE_URL leads to a connection pooler that lends PostgreSQL's sessions for one transaction at a time (PgBouncer: pool_mode = transaction). The bot needs sessions of its own, to listen and for locks. Give DATABASE_URL the address of PostgreSQL itself, or set pool_mode = session there, and for each process of the bot a pool_size of DATABASE_POOL_SIZE + 8.`

/** Refuses a server that would let the bot start and then fail, or fall silent. @throws UnfitDatabaseError */
export async function checkServer(client: Client, url: string): Promise<void> {
  if (await sharesSessions(client, url)) throw new UnfitDatabaseError(sharing)
  const problem = describeProblem(await readServer(client))
  if (problem !== undefined) throw new UnfitDatabaseError(problem)
}

interface Server {
  readonly standby: boolean
  readonly readOnly: boolean
  readonly encoding: string
  readonly account: string
  readonly database: string
  /** The schemas that must be created, or written into, and may not. */
  readonly closed: string | null
  /** A table of ours that may not be written. */
  readonly locked: string | null
}

async function readServer(client: Client): Promise<Server | undefined> {
  const { rows } = await client.query<Server>(
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS "readOnly",
       current_setting('server_encoding') AS encoding, current_user AS account, current_database() AS database,
       CASE WHEN NOT coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE')
           AND has_schema_privilege(to_regnamespace('public'), 'USAGE'), false) THEN 'public'
         WHEN to_regnamespace('graphile_worker') IS NULL AND NOT has_database_privilege(current_database(), 'CREATE')
           THEN 'graphile_worker' END AS closed,
       (SELECT min(relname) FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind = 'r'
          AND (relname = '_prisma_migrations' OR starts_with(relname, 'core_'))
          AND NOT has_table_privilege(oid, 'INSERT')) AS locked`,
  )
  return rows[0]
}

function describeProblem(server: Server | undefined): string | undefined {
  if (!server) return undefined
  const { account, database } = server
  if (server.standby)
    return 'The database server is a standby, which only reads. Give DATABASE_URL the address of the primary.'
  if (server.readOnly) return 'The database server only reads. Give DATABASE_URL the address of one that writes.'
  if (server.encoding !== 'UTF8')
    return `The database ${database} is encoded in ${server.encoding}, which cannot hold what people write. Create one with ENCODING 'UTF8' and give DATABASE_URL its name.`
  if (server.closed !== null)
    return `The account ${account} may not create tables in the schema ${server.closed} of the database ${database}. Make it the owner: ALTER DATABASE ${database} OWNER TO ${account}, and ALTER SCHEMA public OWNER TO ${account}.`
  if (server.locked !== null)
    return `The account ${account} may only read the table ${server.locked}. Give DATABASE_URL the account that owns the tables of the bot.`
  return undefined
}

const pidOf = async (client: Client): Promise<number | undefined> =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid

/**
 * Whether statements of one connection run in different sessions. Who connects to PostgreSQL itself is told its session's
 * number at once; behind a pooler, a second connection in a transaction either gets our session, or ours moves on.
 */
async function sharesSessions(client: Client, url: string): Promise<boolean> {
  if (Reflect.get(client, 'processID') === (await pidOf(client))) return false
  for (let look = 0; look < looks; look++) {
    const mine = await pidOf(client)
    const other = await openSession({ url, applicationName: 'bazaar-check' })
    try {
      await other.query('BEGIN')
      if ((await pidOf(other)) === mine || (await pidOf(client)) !== mine) return true
    } finally {
      await other.end()
    }
  }
  return false
}
