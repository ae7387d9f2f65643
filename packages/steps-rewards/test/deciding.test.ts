import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWalks, type Walker } from './walking.ts'

const day = 86_400_000

let platform: TestPlatform
let owner: Walker
beforeAll(async () => {
  platform = await startWalks()
  owner = platform.telegram.user('Olga', { id: 900_001 })
  await owner.sends('/start')
  await owner.sees('Steps are counted while you share')
})
afterAll(() => platform?.stop())

const walksOf = (who: Walker) =>
  platform.app.core.db.prisma.stepsRewardsWalk.findMany({
    where: { userId: BigInt(who.id) },
    orderBy: { id: 'asc' },
  })

async function enters(who: Walker, steps: string): Promise<void> {
  await who.sends('/walk')
  await who.sees('Steps are counted while you share')
  await who.presses('✍️ Enter by hand')
  await who.sees('Which day?')
  await who.presses('Today')
  await who.sees('With whom did you walk?')
  await who.presses('🐕 Dog')
  await who.sees('How many steps?')
  await who.sends(steps)
  await who.sees('Is everything right')
  await who.presses('✅ Send')
  await who.sees(/K\d+(, by hand)?: 500 points/)
}

/** Round numbers three days running. @returns the walks that are flagged, so many */
async function flagged(who: Walker, count: number) {
  for (const _day of [1, 2]) {
    await enters(who, '500')
    await platform.advance(day)
  }
  for (let n = 0; n < count; n += 1) await enters(who, '500')
  return (await walksOf(who)).filter(({ state }) => state === 'FLAGGED')
}

it('a moderator decides about nobody’s walk who is themselves', async () => {
  const [own] = await flagged(owner, 1)
  await owner.sends(`/verify K${own?.id}`)
  await owner.sees('This walk is your own, so somebody else has to decide')
  await owner.sends(`/reject K${own?.id} I do not like my own walk`)
  await owner.sees('This walk is your own, so somebody else has to decide')
  expect((await walksOf(owner)).at(-1)).toMatchObject({ state: 'FLAGGED' })
  await platform.advance(3 * day)
  await owner.sees(`K${own?.id} is accepted`)
})

it('three wait in the queue, the next one when one is decided; all are credited in time', async () => {
  const anna = platform.telegram.user('Anna')
  const ids = (await flagged(anna, 5)).map(({ id }) => id)
  const submitted = async () => (await walksOf(anna)).slice(2).map(({ submittedAt }) => submittedAt !== null)
  expect(await submitted()).toEqual([true, true, true, false, false])
  await owner.sends(`/verify K${ids[0]}`)
  await anna.sees(`K${ids[0]} is accepted`)
  expect(await submitted()).toEqual([true, true, true, true, false])
  await platform.advance(3 * day)
  for (const id of ids.slice(1)) await anna.sees(`K${id} is accepted`)
  expect((await walksOf(anna)).every(({ state }) => state === 'CREDITED')).toBe(true)
  const { prisma } = platform.app.core.db
  expect(await prisma.approval.count({ where: { state: 'pending' } })).toBe(0)
})

it('whoever decides waits for the person’s profile before it takes their walk', async () => {
  const ben = platform.telegram.user('Ben')
  const [waiting] = await flagged(ben, 1)
  const { db } = platform.app.core
  await db.tx(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM steps_rewards_profile WHERE user_id = ${BigInt(ben.id)} FOR UPDATE`
    await owner.sends(`/verify K${waiting?.id}`)
    const blocked = () => tx.$queryRaw`
      SELECT wait_event_type AS on FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await expect.poll(blocked).toEqual([{ on: 'Lock' }])
    expect(
      await tx.$queryRaw`SELECT state FROM steps_rewards_walk WHERE id = ${waiting?.id} FOR UPDATE NOWAIT`,
    ).toEqual([{ state: 'FLAGGED' }])
  })
  await ben.sees(`K${waiting?.id} is accepted`)
})
