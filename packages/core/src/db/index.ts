export { deployMigrations, MigrationError } from './migrate.ts'
export type { Db, Tx } from './types.ts'
