import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { deployMigrations } from '@bazaar/core/db'
import { startEmbeddedPostgres } from '@bazaar/local-postgres'
import { Client } from 'pg'

/** A PostgreSQL for one benchmark, durable like the real one, with a migrated database to copy. */
export interface BenchPostgres {
  /** Process id of its postmaster. */
  readonly pid: number
  /** A database of its own with all migrations applied. */
  createDatabase(): Promise<string>
  query<T extends object>(url: string, sql: string): Promise<readonly T[]>
  stop(): Promise<void>
}

const quiet = { info: () => undefined, warn: () => undefined }
const migrations = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url))
const template = 'bench_template'

async function query<T extends object>(url: string, sql: string): Promise<readonly T[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

function named(url: string, database: string): string {
  const own = new URL(url)
  own.pathname = database
  return own.href
}

/** Starts the embedded PostgreSQL on an empty folder, which `stop` removes. */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-'))
  // As root the server runs as another account, which must be able to enter.
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'data'), log: quiet })
  await query(server.url, `CREATE DATABASE ${template}`)
  await deployMigrations(named(server.url, template), migrations)
  return {
    pid: server.pid,
    query,
    async createDatabase() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`
      await query(server.url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
      return named(server.url, name)
    },
    async stop() {
      await server.stop()
      rmSync(server.dataDir, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
