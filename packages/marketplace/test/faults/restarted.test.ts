import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { deployMigrations } from '@bazaar/core/db'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@bazaar/local-postgres'
import { findFreePort, startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { marketplace } from '../../src/index.ts'
import { gatherCrowd, type Heard, inFlight, times } from './crowd.ts'
import { expectKept, pressOrLeave, pressWhatWasLeft } from './promises.ts'

const quiet = { info: () => undefined, warn: () => undefined }
const migrations = fileURLToPath(new URL('../../../../prisma/migrations/', import.meta.url))
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
  await deployMigrations(server.url, migrations)
  platform = await startTestPlatform({
    features: [marketplace],
    mode: 'webhook',
    replicas: 2,
    databaseUrl: server.url,
    env: { RATE_LIMIT_MAX_REQUESTS: '100000', ROLE: 'web' },
    // A press that is handled again is answered again.
    strict: false,
  })
})
afterAll(async () => {
  await platform?.stop()
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const restarts = 5
const tapsPerRestart = 300

it(`PostgreSQL breaks off ${restarts} times while people reserve: nothing that anybody was told is lost`, async () => {
  if (!platform) throw new Error('The bot did not start.')
  const { app, telegram, clock } = platform
  const { db, keyring } = app.core
  const crowd = await gatherCrowd({
    ...{ db, telegram, now: clock.now(), sign: platform.sign.bind(platform) },
    ...{ units: 1_200, people: 150, tapsEach: 10, limit: 9 },
  })
  const heard: Heard[] = []
  for (let restart = 0; restart < restarts; restart++) {
    let answered = 0
    const indexes = times(tapsPerRestart, (n) => restart * tapsPerRestart + n)
    const pressing = inFlight(16, indexes, async (index) => {
      const tap = crowd.taps[index]
      if (tap) heard[index] = await pressOrLeave(tap)
      answered += 1
    })
    const breaking = async () => {
      await waitFor('the presses are under way', () => answered > tapsPerRestart / 5, 60_000)
      await breakServer()
      server = await startServer()
    }
    await Promise.all([pressing, breaking()])
  }
  expect(heard).toHaveLength(crowd.taps.length)
  const all = await pressWhatWasLeft(crowd, heard)
  expect(all.filter(({ outcome }) => outcome === 'nothing')).toEqual([])
  await expectKept({ db, keyring, crowd }, all)
})
