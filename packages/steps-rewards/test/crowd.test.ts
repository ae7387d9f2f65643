import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { north, shares, startWalks } from './walking.ts'

const people = 60
const moves = 8

let platform: TestPlatform
beforeAll(async () => {
  platform = await startWalks()
})
afterAll(() => platform?.stop())

it('a crowd that walks at once loses no step, and its reports share their statements', async () => {
  const { prisma, pool } = platform.app.core.db
  const crowd = Array.from({ length: people }, (_, index) => platform.telegram.user(`W${index}`))
  const lives = await Promise.all(crowd.map((who) => shares(who)))
  const active = () => prisma.stepsRewardsWalk.count({ where: { state: 'ACTIVE' } })
  await expect.poll(active).toBe(people)
  for (let move = 1; move <= moves; move++) {
    platform.clock.advance(30_000)
    // Everybody on a line of their own: nobody walks in somebody else's steps.
    await Promise.all(
      crowd.map((who, index) => {
        const { latitude } = north(move * 37.5 + (move === moves ? 0.2 : (move % 2) * 2))
        return who.moves(lives[index] ?? 0, { latitude, longitude: 37.6 + (index + 1) / 10_000 })
      }),
    )
  }
  const heard = () => prisma.stepsRewardsWalk.count({ where: { reports: moves + 1 } })
  await expect.poll(heard).toBe(people)
  await Promise.all(crowd.map((who, index) => who.moves(lives[index] ?? 0, null)))
  const credited = () => prisma.stepsRewardsWalk.count({ where: { state: 'CREDITED' } })
  await expect.poll(credited).toBe(people)
  const { rows } = await pool.query<{ sum: string; walks: string }>(
    `SELECT sum(e.amount)::text AS sum, (SELECT sum(points)::text FROM steps_rewards_walk) AS walks
     FROM core_ledger_entry e JOIN core_ledger_account a ON a.id = e.account_id WHERE a.kind = 'core-wallet'`,
  )
  expect(rows).toEqual([{ sum: expect.any(String), walks: rows[0]?.sum }])
})
