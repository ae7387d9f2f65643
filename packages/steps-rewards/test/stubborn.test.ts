import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { north, shares, startWalks, type Walker, walks } from './walking.ts'

const minute = 60_000

let platform: TestPlatform
beforeAll(async () => {
  platform = await startWalks()
})
afterAll(() => platform?.stop())

const prisma = () => platform.app.core.db.prisma
const walksOf = (who: Walker) =>
  prisma().stepsRewardsWalk.findMany({ where: { userId: BigInt(who.id) }, orderBy: { id: 'asc' } })
const creditedBy = async (who: Walker) =>
  (await walksOf(who)).reduce((sum, { creditedSteps }) => sum + (creditedSteps ?? 0), 0)

it('a location that goes on moving after /delete brings nobody back', async () => {
  const anna = platform.telegram.user('Anna')
  const live = await shares(anna)
  await anna.sees('With whom do you walk?')
  await walks(platform, anna, live, { from: 0, to: 75 })
  await anna.sends('/delete')
  await anna.sees('Your walks, where they led, and your city')
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
  platform.clock.advance(30_000)
  await anna.moves(live, north(110))
  await anna.moves(live, null)
  // Updates are taken in order: whoever comes after them is answered after them.
  const ben = platform.telegram.user('Benno')
  await ben.sends('/walk')
  await ben.sees('With whom do you walk?')
  expect(await prisma().user.count({ where: { id: BigInt(anna.id) } })).toBe(0)
  expect(await walksOf(anna)).toEqual([])
})

it('sharing that ended by the clock while Telegram was silent loses nothing of what it kept back', async () => {
  const ben = platform.telegram.user('Ben')
  const live = await shares(ben, 900)
  await ben.sees('With whom do you walk?')
  await walks(platform, ben, live, { from: 0, to: 300 })
  platform.standin.faults.add({ method: 'getUpdates', kind: '502', times: null })
  // The call that waits already brings this one; the next ones fail.
  await walks(platform, ben, live, { from: 300, to: 330 })
  for (let metres = 370; metres <= 900; metres += 40) {
    platform.clock.advance(30_000)
    await ben.moves(live, north(metres + (metres % 3)))
  }
  await platform.advance(5 * minute)
  await platform.advance(minute)
  await platform.advance(minute)
  expect(await walksOf(ben)).toMatchObject([{ endReason: 'sharing' }])
  ben.catchesUp()
  platform.standin.faults.clear()
  await expect.poll(async () => (await walksOf(ben)).at(-1)?.reports, { timeout: 10_000 }).toBe(15)
  for (let wait = 0; wait < 3; wait++) await platform.advance(minute)
  await ben.sees(/✅ K\d+/)
  expect(1_189 - (await creditedBy(ben))).toBeLessThanOrEqual(3)
})

it('after four hours a location that is still shared begins no other walk', async () => {
  const carl = platform.telegram.user('Carl')
  const live = await shares(carl)
  await carl.sees('With whom do you walk?')
  const before = await prisma().stepsRewardsWalk.findFirstOrThrow({ where: { userId: BigInt(carl.id) } })
  const startedAt = new Date(before.startedAt.getTime() - 4 * 3_600_000 + minute)
  await prisma().stepsRewardsWalk.update({ where: { id: before.id }, data: { startedAt } })
  await walks(platform, carl, live, { from: 0, to: 300 })
  await carl.sees(/K\d+/)
  expect(await walksOf(carl)).toMatchObject([{ endReason: 'long' }])
  await walks(platform, carl, live, { from: 300, to: 375 })
  await platform.settle()
  expect(await walksOf(carl)).toHaveLength(1)
})

it('who never told a zone keeps that of the walks, also by hand', async () => {
  const dora = platform.telegram.user('Dora')
  const live = await shares(dora)
  await dora.sees('With whom do you walk?')
  await dora.moves(live, null)
  await dora.sees(/no points/)
  await platform.advance(8 * 24 * 60 * minute)
  await dora.sends('/walk')
  await dora.sees('With whom do you walk?')
  await dora.presses('✍️ Enter by hand')
  await dora.sees('Which day?')
  await dora.presses('Yesterday')
  await dora.sees('With whom did you walk?')
  await dora.presses('👶 Stroller')
  await dora.sees('How many steps?')
  await dora.sends('110')
  await dora.sees('Is everything right')
  await dora.presses('✅ Send')
  await dora.sees('110 points')
  await dora.sends('/points')
  const { day } = (await walksOf(dora)).at(-1) ?? {}
  expect(day).toBe('2026-01-12')
  await dora.sees((message) => message.buttons.flat().some(({ text }) => /12 Jan.*: 110/.test(text)))
  const profile = await prisma().stepsRewardsProfile.findUniqueOrThrow({ where: { userId: BigInt(dora.id) } })
  expect(profile).toMatchObject({ zone: 'Europe/Moscow', nextZone: null })
})
