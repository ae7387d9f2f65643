export { UnfitDatabaseError } from './check-server.ts'
export { isConnectionLost } from './connection-lost.ts'
export { createDb, type DbOptions } from './create-db.ts'
export {
  DataFolderBusyError,
  type DataFolderLock,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  lockDataFolder,
  startEmbeddedPostgres,
} from './embedded/index.ts'
export type * from './generated/client.ts'
export { Prisma } from './generated/client.ts'
export { createListener, type Listener, type ListenerOptions } from './listener.ts'
export { deployMigrations, inspectDatabase, MigrationError } from './migrate.ts'
export type { SlowQuery } from './observe.ts'
export { openSession, SessionPool } from './session.ts'
export { queryIn } from './sql-tx.ts'
export { createSweeper } from './sweep.ts'
export type { Db, SqlTx, Tx } from './types.ts'
