import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deployMigrations } from '@bazaar/core/db'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@bazaar/local-postgres'
import { findFreePort, startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { migrationsDir } from '@bazaar/testing/database'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listOverlaps, openJournal } from './journal.ts'
import { features } from './journal-feature.ts'

const quiet = { info: () => undefined, warn: () => undefined }
let dataDir = ''
let port = 0
let server: EmbeddedPostgres
let platform: TestPlatform | undefined

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
  dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-restart-'))
  port = await findFreePort()
  server = await startServer()
  dataDir = server.dataDir
  await deployMigrations(server.url, migrationsDir)
})
afterEach(async () => {
  await platform?.stop()
  platform = undefined
})
afterAll(async () => {
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe.each(['polling', 'webhook'] as const)('PostgreSQL is restarted under load, by %s', (mode) => {
  it('no update is lost, and the bot answers again', async () => {
    const first = await openJournal(server.url)
    await first.query('TRUNCATE journal_entry, core_inbox')
    platform = await startTestPlatform({
      features,
      mode,
      databaseUrl: server.url,
      env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
      // A press that is handled again is answered again, and a message may be said twice.
      strict: false,
    })
    const people = Array.from({ length: 20 }, (_, index) => platform?.telegram.user(`P${mode}${index}`))
    const anna = platform.telegram.user('Anna')
    await anna.sends('say before')
    await anna.sees('You said say before')
    await first.query('TRUNCATE journal_entry')
    for (let index = 0; index < 20; index += 1) for (const person of people) await person?.sends(`work ${index}`)
    await waitFor('it is in the middle', async () => (await first.ended()) > 50)
    await first.close()
    await breakServer()
    for (const person of people) await person?.sends('work while it was away')
    await anna.sends('say during')
    server = await startServer()
    await anna.sees('You said say during', { withinMs: 60_000 })
    const journal = await openJournal(server.url)
    try {
      await waitFor('all have ended', async () => (await journal.ended()) === 20 * 21 + 1, 60_000)
      await waitFor('all are marked', async () => (await journal.unfinished()) === 0)
      // Handlers that were cut off are done again; all others ran once.
      const entries = await journal.entries()
      const begun = entries.filter(({ stage }) => stage === 'begin').length
      const total = 20 * 21 + 1
      expect(begun).toBeGreaterThanOrEqual(total)
      expect(begun).toBeLessThanOrEqual(total + 50)
      const health = await platform.operations('/health')
      expect(health.json().status).toBe('ok')
      expect(listOverlaps(entries.filter(({ text }) => text.startsWith('say')))).toEqual([])
    } finally {
      await journal.close()
    }
  })
})
