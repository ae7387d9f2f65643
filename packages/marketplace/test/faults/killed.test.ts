import { createDb, type Db } from '@bazaar/core/db'
import { type ChildApp, createTestDatabase, type TestDatabase, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gatherCrowd, type Heard, inFlight, times } from './crowd.ts'
import { type Fleet, startFleet } from './fleet.ts'
import { expectKept, pressOrLeave, pressWhatWasLeft } from './promises.ts'

let database: TestDatabase
let db: Db
let fleet: Fleet
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 4, applicationName: 'killed-test' })
  fleet = await startFleet(database.url)
})
afterAll(async () => {
  await fleet?.close()
  await db?.close()
  await database?.drop()
})

const kills = 20
const tapsPerKill = 100

it(`kill -9, ${kills} times while people reserve: nothing that anybody was told is lost`, async () => {
  const children: ChildApp[] = [await fleet.start(), await fleet.start()]
  const { telegram, sign, keyring } = fleet
  const now = new Date()
  const crowd = await gatherCrowd({ db, telegram, sign, now, units: 1_500, people: 200, tapsEach: 10, limit: 8 })
  const heard: Heard[] = []
  /** Presses go on while one process dies and another one starts. */
  const round = async (first: number): Promise<void> => {
    let answered = 0
    const pressing = inFlight(
      16,
      times(tapsPerKill, (n) => first + n),
      async (index) => {
        const tap = crowd.taps[index]
        if (tap) heard[index] = await pressOrLeave(tap)
        answered += 1
      },
    )
    const killing = async () => {
      await waitFor('the presses are under way', () => answered > tapsPerKill / 5, 60_000)
      const victim = children.shift()
      if (victim) await fleet.kill(victim)
      children.push(await fleet.start())
    }
    await Promise.all([pressing, killing()])
  }
  for (let kill = 0; kill < kills; kill++) await round(kill * tapsPerKill)
  expect(heard).toHaveLength(crowd.taps.length)
  const all = await pressWhatWasLeft(crowd, heard)
  expect(all.filter(({ outcome }) => outcome === 'nothing')).toEqual([])
  await expectKept({ db, keyring, crowd }, all)
})
