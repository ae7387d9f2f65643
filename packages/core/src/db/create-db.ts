import { PrismaPg } from '@prisma/adapter-pg'
import { createSemaphore } from '../semaphore/index.ts'
import { PrismaClient } from './generated/client.ts'
import { observePool, type SlowQuery } from './observe.ts'
import { SessionPool } from './session.ts'
import { runSqlTx } from './sql-tx.ts'
import type { Db } from './types.ts'
import { NoTransactionError } from './undecided.ts'

export interface DbOptions {
  readonly url: string
  /** Connections of this process; at least 2, because transactions leave one to plain queries. */
  readonly poolSize: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  readonly onSlowQuery?: (query: SlowQuery) => void
  /** From how many milliseconds a query is slow; 100 unless told. */
  readonly slowMs?: number
  /** Told when an idle connection breaks (server restarted, network cut); the pool opens a new one by itself. */
  readonly onConnectionLost?: (error: Error) => void
  /** The correlation id of the running work, for SQL comments and slow-query reports. */
  readonly correlationId?: () => string | undefined
}

/** How long one waits for a connection or for admission before the work is refused. */
const waitMs = 15_000
/** A transaction that takes longer is a mistake: it holds locks, and old row versions cannot be cleaned up. */
const transactionMs = 30_000
const statementMs = 60_000
/** Prepared statements live in every connection's memory for ever, so the set is bounded; later texts go unnamed. */
const maxPreparedStatements = 500

function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= maxPreparedStatements || !/^(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)) return ''
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}

/**
 * Opens the database: one pool that Prisma and plain SQL share. No connection is made before the first query.
 * Transactions are admitted one less than there are connections, so that a burst waits in order instead of failing
 * with Prisma's P2028, and a plain query inside a transaction always finds a connection.
 */
export function createDb(options: DbOptions): Db {
  const pool = new SessionPool({
    url: options.url,
    max: Math.max(2, options.poolSize),
    applicationName: options.applicationName,
    connectionTimeoutMillis: waitMs,
    idleTimeoutMillis: 60_000,
    settings: { statement_timeout: statementMs, idle_in_transaction_session_timeout: statementMs },
  })
  // Without a listener a broken idle connection would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error))
  observePool(pool, {
    slowMs: options.slowMs ?? 100,
    onSlowQuery: options.onSlowQuery,
    correlationId: options.correlationId,
  })
  const statementNames = createStatementNames()
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames })
  const prisma = new PrismaClient({ adapter })
  const admission = createSemaphore({
    room: Math.max(1, options.poolSize - 1),
    waitMs,
    refusal: () => new NoTransactionError(waitMs),
  })
  let closing: Promise<void> | undefined
  return {
    prisma,
    pool,
    tx: (work) => admission.run(() => prisma.$transaction(work, { maxWait: waitMs, timeout: transactionMs })),
    sqlTx: (work) => admission.run(() => runSqlTx(pool, statementNames, work)),
    close() {
      closing ??= prisma.$disconnect().then(() => pool.end())
      return closing
    },
  }
}
