import type { Pool } from 'pg'
import type { Prisma, PrismaClient } from './generated/client.ts'

/** A running transaction. Every write of a service takes one, so that what belongs together commits together. */
export type Tx = Prisma.TransactionClient

/** A running transaction in plain SQL, without Prisma's share of the time; for hot paths. */
export interface SqlTx {
  /** The rows as node-postgres gives them: int8 as text. */
  query<Row extends object>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>
}

export interface Db {
  readonly prisma: PrismaClient
  /** The same connections as `prisma`, for hot paths in plain SQL. */
  readonly pool: Pool
  /**
   * One transaction of at most 30 s. Admission is limited by the pool's size, so waiting never turns into Prisma's
   * P2028. Never call it inside another transaction: pass the `Tx` on.
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same for plain SQL: one connection, BEGIN and COMMIT, nothing else. */
  sqlTx<T>(work: (tx: SqlTx) => Promise<T>): Promise<T>
  /** Waits for running queries, then closes every connection. Safe to call twice. */
  close(): Promise<void>
}
