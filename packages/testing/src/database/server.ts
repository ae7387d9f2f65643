import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { deployMigrations } from '@bazaar/core/db'
import { migrateJobQueue } from '@bazaar/core/jobs'
import { createLogger } from '@bazaar/core/log'
import { type DataFolderLock, lockDataFolder, startEmbeddedPostgres } from '@bazaar/local-postgres'
import { Client } from 'pg'
import { migrationsDir } from './paths.ts'

/** Set for the test processes; set it yourself to run the tests on a server of your own (an account that may create databases). */
export const serverVariable = 'BAZAAR_TEST_DATABASE_URL'
export const templateName = 'bazaar_test_template'

const away = { recursive: true, force: true } as const
const quiet = { info: () => undefined, warn: () => undefined }

/** Memory where there is plenty of it: databases are copied three times as fast as on a disk. */
function findRoom(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 4 * 2 ** 30 ? memory : tmpdir()
}

function tryLock(dir: string): DataFolderLock | undefined {
  try {
    return lockDataFolder(dir)
  } catch {
    return undefined
  }
}

/** Removes a locked data folder: in one step, so that another run's sweep finds either all of it, locked, or nothing. */
function remove(dataDir: string, serverDir = dataDir): void {
  if (serverDir !== dataDir) rmSync(serverDir, away)
  const gone = path.resolve(dataDir, `../../bazaar-gone-${randomUUID()}`)
  renameSync(dataDir, gone)
  rmSync(gone, away)
}

/** Ends the servers of test runs that were killed, and removes their data. */
async function sweep(home: string): Promise<void> {
  for (const name of readdirSync(home)) {
    const dataDir = path.join(home, name)
    if (!tryLock(dataDir)) continue
    const orphan = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false }).catch(() => undefined)
    await orphan?.stop()
    remove(dataDir, orphan?.dataDir)
  }
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Checking a password costs a good part of what a connection does, on both sides, and this one guards nothing. */
const weakenPassword = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query('SET scram_iterations = 1')
    await client.query(`ALTER ROLE CURRENT_USER PASSWORD ${client.escapeLiteral(new URL(url).password)}`)
  })

const buildTemplate = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${templateName}`)
    const template = new URL(url)
    template.pathname = templateName
    await deployMigrations(template.href, migrationsDir)
    // Otherwise every bot of every test would do it at its start.
    await migrateJobQueue(template.href, createLogger({ level: 'silent' }))
  })

/**
 * Starts one PostgreSQL for a test run and applies all migrations to the template that `createTestDatabase` copies.
 * Not durable: a power cut in the middle of a test run loses nothing of value, and tests get several times faster.
 * @returns the function that stops it and removes its data.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const given = process.env[serverVariable]
  if (given) {
    await buildTemplate(given)
    return async () => undefined
  }
  const home = path.join(findRoom(), `bazaar-tests-${userInfo().uid}`)
  mkdirSync(home, { recursive: true, mode: 0o755 })
  await sweep(home)
  const dataDir = path.join(home, String(process.pid))
  lockDataFolder(dataDir)
  const server = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
  await weakenPassword(server.url)
  await buildTemplate(server.url)
  process.env[serverVariable] = server.url
  return async () => {
    await server.stop()
    remove(dataDir, server.dataDir)
  }
}
