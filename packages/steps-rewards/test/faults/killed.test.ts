import { createDb, type Db } from '@bazaar/core/db'
import { createTestDatabase, type TestDatabase, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { north, shares } from '../walking.ts'
import { startWalkingBot, type WalkingBot } from './walking-bot.ts'

const people = 12
/** Of 37.5 m, which are 50 steps. */
const moves = 12
const patience = 60_000

let database: TestDatabase
let db: Db
let bot: WalkingBot
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 4, applicationName: 'walk-killed-test' })
  bot = await startWalkingBot(database.url)
})
afterAll(async () => {
  await bot?.close()
  await db?.close()
  await database?.drop()
})

it('kill -9 in the middle of walks and while they end: they go on, lose nothing, and are credited once', async () => {
  await bot.start()
  const crowd = Array.from({ length: people }, (_, index) => bot.telegram.user(`W${index}`))
  /** Everybody on a line of their own. */
  const placeOf = (index: number, metres: number) => ({ ...north(metres), longitude: 37.6 + index / 10_000 })
  const lives = await Promise.all(crowd.map((who, index) => shares(who, 8 * 3_600, placeOf(index, 0))))
  const { stepsRewardsWalk } = db.prisma
  const walking = (reports: number) => stepsRewardsWalk.count({ where: { state: 'ACTIVE', reports: { gte: reports } } })
  await waitFor('everybody walks', async () => (await walking(1)) === people, patience)

  /** Unevenly, and at the end a bit farther than whole steps. */
  const step = async (n: number) => {
    bot.advance(30_000)
    const metres = n * 37.5 + (n === moves ? 0.2 : (n % 3) * 2)
    await Promise.all(crowd.map((who, index) => who.moves(lives[index] ?? 0, placeOf(index, metres))))
  }
  for (let n = 1; n <= 4; n += 1) await step(n)
  await waitFor('some moves are counted', async () => (await walking(3)) > 0, patience)
  // Some of these are under way when it dies, some come while nobody listens.
  const dying = bot.kill()
  for (let n = 5; n <= 8; n += 1) await step(n)
  await dying
  expect(await walking(1)).toBe(people)
  await bot.start()
  for (let n = 9; n <= moves; n += 1) await step(n)
  const arrived = () => stepsRewardsWalk.count({ where: { countedCm: { gte: 37.5 * 100 * moves - 100 } } })
  await waitFor('everybody has arrived', async () => (await arrived()) === people, patience)

  bot.advance(10_000)
  await Promise.all(crowd.map((who, index) => who.moves(lives[index] ?? 0, null)))
  const credited = () => stepsRewardsWalk.count({ where: { state: 'CREDITED' } })
  await waitFor('the first ones are credited', async () => (await credited()) > 0, patience)
  await bot.kill()
  await bot.start()
  await waitFor('all are credited', async () => (await credited()) === people, patience)
  for (const who of crowd) await who.sees(/✅ K\d+: [\d,]+ points/, { withinMs: patience })

  const walks = await stepsRewardsWalk.findMany()
  expect(walks.map(({ points }) => Number(points))).toEqual(Array.from({ length: people }, () => 50 * moves))
  const { rows } = await db.pool.query(
    `SELECT sum(e.amount)::text AS sum, count(*)::int AS entries
     FROM core_ledger_entry e JOIN core_ledger_account a ON a.id = e.account_id WHERE a.kind = 'core-wallet'`,
  )
  expect(rows).toEqual([{ sum: String(people * 50 * moves), entries: people }])
  for (const who of crowd) expect(who.botMessages(/went wrong/i)).toHaveLength(0)
})
