import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deployMigrations } from '@bazaar/core/db'
import { startEmbeddedPostgres } from '@bazaar/local-postgres'
import { migrationsDir } from './database/paths.ts'
import { findFreePort } from './free-port.ts'
import { waitFor } from './wait-for.ts'

/** A PostgreSQL of a test's own, durable, with all migrations applied, that can be broken off. */
export interface BreakablePostgres {
  readonly url: string
  /** As `pg_ctl stop -m immediate`: every session breaks off, and the next start recovers from the log. */
  breakOff(): Promise<void>
  /** Again, at the same address. */
  start(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

const quiet = { info: () => undefined, warn: () => undefined }

export async function startBreakablePostgres(): Promise<BreakablePostgres> {
  const port = await findFreePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-restart-'))
  let server = await startEmbeddedPostgres({ dataDir: folder, port, log: quiet })
  const { dataDir, url } = server
  await deployMigrations(url, migrationsDir)
  return {
    url,
    async breakOff() {
      process.kill(server.pid, 'SIGQUIT')
      await waitFor('PostgreSQL is gone', () => {
        try {
          process.kill(server.pid, 0)
          return false
        } catch {
          return true
        }
      })
    },
    async start() {
      server = await startEmbeddedPostgres({ dataDir, port, log: quiet })
    },
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
