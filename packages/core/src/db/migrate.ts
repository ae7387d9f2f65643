import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Client } from 'pg'
import { OwnError } from '../errors/index.ts'
import { safeMessage } from '../log/index.ts'
import { checkServer } from './check-server.ts'
import { openSession } from './session.ts'

/** Prisma Migrate's own advisory lock: its command line and this runner exclude each other. */
const prismaLockId = 72707369

/** Prisma's bookkeeping table, as its own engine creates it. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

interface AppliedRow {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
}

/** A migration that cannot be applied; the message names it and the cure. */
class MigrationError extends OwnError {
  override readonly name = 'MigrationError'
}

async function readMigrations(dir: string): Promise<readonly Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const file = await readFile(path.join(dir, name, 'migration.sql'))
      return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') }
    }),
  )
}

/** What is still to do; refuses a history that differs from the files. */
async function findPending(client: Client, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<AppliedRow>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const failed = rows.find((row) => row.finished_at === null)
  if (failed) {
    throw new MigrationError(
      `Migration ${failed.migration_name} was left half applied by another tool. Repair the schema by hand, then set rolled_back_at (to run it again) or finished_at of its row in _prisma_migrations.`,
    )
  }
  const known = new Set(migrations.map(({ name }) => name))
  const newer = rows.find((row) => !known.has(row.migration_name))
  if (newer) {
    throw new MigrationError(
      `The database is newer than this program, which does not know its migration ${newer.migration_name}. Start the newer version again, or restore a backup from before it.`,
    )
  }
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  for (const migration of migrations) {
    const applied = checksums.get(migration.name)
    if (applied !== undefined && applied !== migration.checksum) {
      throw new MigrationError(
        `Migration ${migration.name} was edited after it was applied. Restore the file and put the change into a new migration (pnpm migrate:new).`,
      )
    }
  }
  return migrations.filter((migration) => !checksums.has(migration.name))
}

async function apply(client: Client, migration: Migration, lockTimeoutMs: number): Promise<void> {
  try {
    await client.query('BEGIN')
    // Waiting longer for a table would queue every other query of the product behind us.
    await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`)
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    const message = safeMessage(error)
    const position =
      error instanceof Error && 'position' in error && error.position ? ` at character ${error.position}` : ''
    throw new MigrationError(`Migration ${migration.name} failed and left nothing behind: ${message}${position}`, {
      cause: error,
    })
  }
}

/**
 * Applies every migration folder in `dir` (Prisma's layout, `<time>_<feature>_<what>/migration.sql`) that the database
 * at `url` lacks, in the order of their names, each file in one transaction together with its bookkeeping. Several
 * processes may call it at once: one applies, the others wait and find nothing to do. Compatible with
 * `prisma migrate deploy`, which needs an engine that closed networks cannot download.
 *
 * @param options.lockTimeoutMs how long a file may wait for a table that is in use; 5,000 unless told.
 * @returns the names that were applied now.
 * @throws UnfitDatabaseError when the bot cannot work on this server, and MigrationError when a file fails, was edited after
 *   it was applied, an earlier one is half applied, or the database is newer than the files.
 */
export async function deployMigrations(
  url: string,
  dir: string,
  options: { readonly lockTimeoutMs?: number } = {},
): Promise<readonly string[]> {
  const migrations = await readMigrations(dir)
  const client = await openSession({ url, applicationName: 'bazaar-migrate' })
  try {
    await checkServer(client, url)
    await client.query('SELECT pg_advisory_lock($1)', [prismaLockId])
    await client.query(bookkeeping)
    const pending = await findPending(client, migrations)
    for (const migration of pending) await apply(client, migration, options.lockTimeoutMs ?? 5000)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/** What the bot would find at its start: the same refusals, and nothing is changed. */
export async function inspectDatabase(
  url: string,
  dir: string,
): Promise<{ readonly version: string; readonly isEmpty: boolean; readonly pending: readonly string[] }> {
  const migrations = await readMigrations(dir)
  const client = await openSession({ url, applicationName: 'bazaar-inspect' })
  try {
    await checkServer(client, url)
    const { rows } = await client.query<{ version: string; empty: boolean }>(
      `SELECT current_setting('server_version') AS version, to_regclass('_prisma_migrations') IS NULL AS empty`,
    )
    const isEmpty = rows[0]?.empty ?? true
    const pending = isEmpty ? migrations : await findPending(client, migrations)
    return { version: rows[0]?.version ?? 'unknown', isEmpty, pending: pending.map(({ name }) => name) }
  } finally {
    await client.end()
  }
}
