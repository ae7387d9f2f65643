import type { Pool } from 'pg'
import type { Prisma, PrismaClient } from './generated/client.ts'

/** A running transaction. Every write of a service takes one, so that what belongs together commits together. */
export type Tx = Prisma.TransactionClient

/** A running transaction in plain SQL, without Prisma's share of the time; for hot paths. */
export interface SqlTx {
  /** The rows as node-postgres gives them: int8 as text. */
  query<Row extends object>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>
}

/** PostgreSQL. Every session runs in UTC whatever the server presets; statements of more than 100 ms are logged. */
export interface Db {
  /** For reads outside of a transaction, and for services that take a `Tx`. */
  readonly prisma: PrismaClient
  /** The same connections as `prisma`, for hot paths in plain SQL. */
  readonly pool: Pool
  /**
   * One transaction of at most 30 s (READ COMMITTED). Admission is limited by the pool's size, so waiting never turns into Prisma's
   * P2028. Never call it inside another transaction: pass the `Tx` on.
   * @throws what `work` throws, after the rollback; Prisma's and PostgreSQL's errors unchanged (unique violation: `P2002`, or code `23505` in plain SQL)
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same for plain SQL: one connection, BEGIN and COMMIT, nothing else. For hot paths that a benchmark showed. */
  sqlTx<T>(work: (tx: SqlTx) => Promise<T>): Promise<T>
  /** Waits for running queries, then closes every connection. Safe to call twice. */
  close(): Promise<void>
}
