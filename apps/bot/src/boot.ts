import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, describeProblems, loadConfig, readProcessEnv } from '@bazaar/core/config'
import { deployMigrations } from '@bazaar/core/db'
import type { Logger } from '@bazaar/core/log'
import { lockDataFolder, startEmbeddedPostgres } from '@bazaar/local-postgres'
import { features } from './features.ts'

const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
const manifest = fileURLToPath(new URL('../../../package.json', import.meta.url))

/** The product's version, from the root manifest. */
export function readVersion(): string {
  const parsed: { readonly version?: string } = JSON.parse(readFileSync(manifest, 'utf8'))
  return parsed.version ?? '0.0.0'
}

/** The parsed configuration; prints every problem at once and ends with exit code 1 when there is one. */
export function requireConfig(): Config {
  const result = loadConfig(features, readProcessEnv())
  if (result.ok) return result.config
  console.error(describeProblems(result.problems))
  process.exit(1)
}

/** Where the data lives: `DATABASE_URL`, else an embedded PostgreSQL under `DATA_DIR` that this process owns. */
export interface Database {
  readonly url: string
  stop(): Promise<void>
}

export async function openDatabase(config: Config, log: Logger): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = config.platform
  if (DATABASE_URL !== undefined) {
    await migrate(DATABASE_URL, log)
    return { url: DATABASE_URL, stop: async () => undefined }
  }
  const dataDir = resolve(DATA_DIR)
  const lock = lockDataFolder(dataDir)
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log })
  if (postgres.relocated)
    log.warn({ dataDir: postgres.dataDir }, 'PostgreSQL cannot read the data folder, so its data are in dataDir')
  const stop = async (): Promise<void> => {
    await postgres.stop()
    lock.release()
  }
  try {
    await migrate(postgres.url, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: postgres.url, stop }
}

async function migrate(url: string, log: Logger): Promise<void> {
  const applied = await deployMigrations(url, migrations)
  if (applied.length > 0) log.info({ applied }, 'migrations applied')
}
