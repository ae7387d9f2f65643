import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { type DataFolderLock, deployMigrations, lockDataFolder, startEmbeddedPostgres } from '@bazaar/core/db'
import { Client } from 'pg'
import { migrationsDir } from './paths.ts'

/** Set for the test processes; set it yourself to run the tests on a server of your own (an account that may create databases). */
export const serverVariable = 'BAZAAR_TEST_DATABASE_URL'
export const templateName = 'bazaar_test_template'

/** Another run's sweep may be at the same folder. */
const away = { recursive: true, force: true, maxRetries: 5 } as const
const quiet = { info: () => undefined, warn: () => undefined }

function tryLock(dir: string): DataFolderLock | undefined {
  try {
    return lockDataFolder(dir)
  } catch {
    return undefined
  }
}

/** Ends the servers of test runs that were killed, and removes their data. */
async function sweep(home: string): Promise<void> {
  for (const name of readdirSync(home)) {
    const dataDir = path.join(home, name)
    const lock = tryLock(dataDir)
    if (!lock) continue
    const orphan = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false }).catch(() => undefined)
    await orphan?.stop()
    rmSync(orphan?.dataDir ?? dataDir, away)
    rmSync(dataDir, away)
  }
}

async function buildTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${templateName}`)
    const template = new URL(url)
    template.pathname = templateName
    await deployMigrations(template.href, migrationsDir)
  } finally {
    await client.end()
  }
}

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
  const home = path.join(tmpdir(), `bazaar-tests-${userInfo().uid}`)
  mkdirSync(home, { recursive: true, mode: 0o755 })
  await sweep(home)
  const dataDir = path.join(home, String(process.pid))
  const lock = lockDataFolder(dataDir)
  const server = await startEmbeddedPostgres({ dataDir, log: quiet, durable: false })
  await buildTemplate(server.url)
  process.env[serverVariable] = server.url
  return async () => {
    await server.stop()
    lock.release()
    rmSync(server.dataDir, away)
    rmSync(dataDir, away)
  }
}
