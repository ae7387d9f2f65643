import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDb, deployMigrations } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@bazaar/local-postgres'
import { createFakeClock, findFreePort, waitFor } from '@bazaar/testing'
import { migrationsDir } from '@bazaar/testing/database'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { judgeWork } from './ledger-judge.ts'
import { openWork } from './ledger-work.ts'

const lanes = 4
const quiet = { info: () => undefined, warn: () => undefined }
let dataDir = ''
let port = 0
let server: EmbeddedPostgres

const startServer = () => startEmbeddedPostgres({ dataDir, port, log: quiet })

/** As `pg_ctl stop -m immediate`: every session breaks off, and the next start recovers from the log. */
async function breakServer(): Promise<void> {
  process.kill(server.pid, 'SIGQUIT')
  await waitFor('PostgreSQL is gone', () => {
    try {
      process.kill(server.pid, 0)
      return false
    } catch {
      return true
    }
  })
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-books-'))
  port = await findFreePort()
  server = await startServer()
  dataDir = server.dataDir
  await deployMigrations(server.url, migrationsDir)
})
afterAll(async () => {
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

it('PostgreSQL breaks off 5 times in the middle of postings: all that was acknowledged is there, once, and was told', async () => {
  const books = openWork(server.url, createFakeClock())
  const acknowledged: string[] = []
  const failures: unknown[] = []
  let isOver = false
  /** Asks again for what was not acknowledged, as whoever was cut off does. */
  async function runLane(lane: number): Promise<void> {
    for (let number = 0; !isOver; ) {
      try {
        await books.work(`${lane}-${number}`)
        acknowledged.push(`${lane}-${number}`)
        number += 1
      } catch (error) {
        failures.push(error)
      }
    }
  }
  const work = Array.from({ length: lanes }, (_, lane) => runLane(lane))
  try {
    for (let restart = 0; restart < 5; restart += 1) {
      const before = acknowledged.length
      await waitFor('it is in the middle', () => acknowledged.length > before + 40, 60_000)
      await breakServer()
      server = await startServer()
    }
    const before = acknowledged.length
    await waitFor('it goes on', () => acknowledged.length > before + 40, 60_000)
  } finally {
    isOver = true
    await Promise.all(work)
    await books.close()
  }
  expect(failures.length).toBeGreaterThan(0)
  // Whoever asks again is never refused.
  expect(failures.filter((error) => error instanceof AppError || String(error).includes('duplicate key'))).toEqual([])
  const db = createDb({ url: server.url, poolSize: 2, applicationName: 'judge' })
  await judgeWork(db, acknowledged)
  await db.close()
})
