import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { north, shares, startWalks, type Walker } from './walking.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startWalks()
})
afterAll(() => platform?.stop())

const reportsOf = async (who: Walker) => {
  const where = { userId: BigInt(who.id) }
  return (await platform.app.core.db.prisma.stepsRewardsWalk.findFirstOrThrow({ where })).reports
}

/** People who walk side by side, each with a walk that has begun. */
async function begin(names: readonly string[]) {
  const crowd = names.map((name) => platform.telegram.user(name))
  const lives = await Promise.all(crowd.map((who) => shares(who)))
  for (const who of crowd) await who.sees('With whom do you walk?')
  const move = async (metres: number) => {
    platform.clock.advance(30_000)
    await Promise.all(crowd.map((who, index) => who.moves(lives[index] ?? 0, north(metres + index))))
  }
  return { crowd, move }
}

it('what cannot be stored of one walk stops no other, and answers nobody', async () => {
  const { crowd, move } = await begin(['Anna', 'Ben', 'Carl'])
  const [anna, ben, carl] = crowd
  if (!anna || !ben || !carl) throw new Error('nobody walks')
  const most = 2_147_483_647
  await platform.app.core.db.prisma.stepsRewardsWalk.updateMany({
    where: { userId: BigInt(ben.id) },
    data: { reports: most },
  })
  await move(38)
  await move(76)
  await expect.poll(() => Promise.all([anna, carl].map(reportsOf))).toEqual([3, 3])
  await platform.settle()
  expect(await reportsOf(ben)).toBe(most)
  for (const who of crowd) expect(who.botMessages(/went wrong/i)).toHaveLength(0)
})

it('a deadlock loses no report', async () => {
  const { crowd, move } = await begin(['Dora', 'Emil'])
  const { pool } = platform.app.core.db
  // A sequence counts on whatever is rolled back: the first two inserts fail.
  await pool.query(`
    CREATE SEQUENCE test_collisions;
    CREATE FUNCTION test_collide() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('test_collisions') <= 2 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER test_collide AFTER INSERT ON steps_rewards_point FOR EACH STATEMENT EXECUTE FUNCTION test_collide()`)
  await move(38)
  await expect.poll(() => Promise.all(crowd.map(reportsOf))).toEqual([2, 2])
  await pool.query('DROP TRIGGER test_collide ON steps_rewards_point')
  for (const who of crowd) expect(who.botMessages(/went wrong/i)).toHaveLength(0)
})
