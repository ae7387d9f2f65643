import {
  type BreakablePostgres,
  startBreakablePostgres,
  startTestPlatform,
  type TestPlatform,
  waitFor,
} from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { marketplace } from '../../src/index.ts'
import { gatherCrowd, type Heard, inFlight, times } from './crowd.ts'
import { expectKept, pressOrLeave, pressWhatWasLeft } from './promises.ts'

let server: BreakablePostgres
let platform: TestPlatform | undefined

beforeAll(async () => {
  server = await startBreakablePostgres()
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
      await server.breakOff()
      await server.start()
    }
    await Promise.all([pressing, breaking()])
  }
  expect(heard).toHaveLength(crowd.taps.length)
  const all = await pressWhatWasLeft(crowd, heard)
  expect(all.filter(({ outcome }) => outcome === 'nothing')).toEqual([])
  await expectKept({ db, keyring, crowd }, all)
})
