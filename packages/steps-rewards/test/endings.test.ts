import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { north, shares, startWalks, type Walker, walks } from './walking.ts'

const minute = 60_000

let platform: TestPlatform
beforeAll(async () => {
  platform = await startWalks()
})
afterAll(() => platform?.stop())

const latest = (who: Walker) =>
  platform.app.core.db.prisma.stepsRewardsWalk.findFirstOrThrow({
    where: { userId: BigInt(who.id) },
    orderBy: { id: 'desc' },
  })
const balanceOf = async (who: Walker) => {
  const all = await platform.app.core.ledger.balances(BigInt(who.id))
  return all.find(({ kind, currency }) => kind === 'core-wallet' && currency === 'PTS')?.available ?? 0n
}

it('one point is no walk, and somebody else’s live location is nobody’s', async () => {
  const anna = platform.telegram.user('Anna')
  await anna.sends({ location: north(0) })
  await anna.sees('This location stands still. A walk needs one that moves')
  expect(await platform.app.core.db.prisma.stepsRewardsWalk.count({ where: { userId: BigInt(anna.id) } })).toBe(0)
  await anna.sends('/points')
  await anna.sees('My points: 0')
  await anna.sends('/points K999')
  await anna.sees('You have no such walk that is over')
})

it('one sent unasked begins a walk and asks with whom; it ends with the sharing', async () => {
  const ben = platform.telegram.user('Ben')
  const live = await shares(ben)
  await ben.sees('With whom do you walk?')
  await ben.presses('Dog and stroller')
  await ben.sees(/dog and stroller/)
  await walks(platform, ben, live, { from: 0, to: 300 })
  await ben.moves(live, null)
  const receipt = await ben.sees(/480 points[\s\S]*400 × 1\.20 \(dog and stroller\)/)
  expect(receipt.text).not.toContain('still shared')
  expect(await latest(ben)).toMatchObject({ state: 'CREDITED', endReason: 'sharing', points: 480n, anchor: null })
  expect(await balanceOf(ben)).toBe(480n)
})

it('says why steps do not count', async () => {
  const carl = platform.telegram.user('Carl')
  const live = await shares(carl)
  await carl.sees('With whom do you walk?')
  await walks(platform, carl, live, { from: 0, to: 300 })
  // By tram, then through a tunnel.
  await walks(platform, carl, live, { from: 300, to: 600, metresPerMinute: 400 })
  platform.clock.advance(6 * minute)
  await carl.moves(live, north(675))
  await walks(platform, carl, live, { from: 675, to: 750 })
  await carl.presses('Finish the walk')
  const receipt = await carl.sees(/Walked (999|1,000), counted \d+/)
  expect(receipt.text).toMatch(/• (399|400) faster than 8.km\/h\n• (99|100) without signal for over 5.minutes/)
})

it('nothing heard for 15 minutes: the walk is over, and counts what was walked', async () => {
  const dora = platform.telegram.user('Dora')
  const live = await shares(dora)
  await dora.sees('With whom do you walk?')
  await walks(platform, dora, live, { from: 0, to: 150 })
  await platform.advance(14 * minute)
  expect((await latest(dora)).state).toBe('ACTIVE')
  await platform.advance(minute)
  await dora.sees(/✅ K\d+: (199|200) points\n[^\n]*nothing was heard of you for 15.minutes/)
  const walk = await latest(dora)
  expect(walk.endReason).toBe('silence')
  expect(walk.endedAt).toEqual(walk.lastReportAt)
  await dora.sees('Your location is still shared, but this walk is over')
  // What is shared on begins no walk again; what is shared anew does.
  platform.clock.advance(minute)
  await dora.moves(live, north(200))
  await shares(dora)
  await dora.sees('With whom do you walk?')
  const where = { userId: BigInt(dora.id) }
  expect(await platform.app.core.db.prisma.stepsRewardsWalk.count({ where })).toBe(2)
})

it('a walk lasts 4 hours at most, and says so while the location is shared on', async () => {
  const ivan = platform.telegram.user('Ivan')
  const live = await shares(ivan)
  await ivan.sees('With whom do you walk?')
  await walks(platform, ivan, live, { from: 0, to: 4_900, metresPerMinute: 20, every: 180 })
  await ivan.sees(/✅ K\d+[\s\S]*For a new walk, share your live location anew/)
  expect((await latest(ivan)).endReason).toBe('long')
})

it('a location that is shared for an hour ends with the hour', async () => {
  const emil = platform.telegram.user('Emil')
  const live = await shares(emil, 900)
  await emil.sees('With whom do you walk?')
  await walks(platform, emil, live, { from: 0, to: 900, every: 60 })
  await platform.advance(3 * minute)
  await platform.advance(2 * minute)
  await emil.sees(/✅ K\d+/)
  expect((await latest(emil)).endReason).toBe('sharing')
})

it('a second location goes on with the walk, the first one counts no more', async () => {
  const fay = platform.telegram.user('Fay')
  const first = await shares(fay)
  await fay.sees('With whom do you walk?')
  await walks(platform, fay, first, { from: 0, to: 150 })
  const second = await shares(fay, 8 * 3_600, north(150))
  await fay.sees(/Walk K\d+/)
  platform.clock.advance(30_000)
  await fay.moves(first, north(190))
  await walks(platform, fay, second, { from: 150, to: 300 })
  await fay.presses('Finish the walk')
  await fay.sees(/(399|400) points/)
  const pressed = await fay.presses({
    data: platform.sign(BigInt(fay.id), `sr.end:${(await latest(fay)).id.toString(36)}`),
  })
  expect(pressed.text).toMatch(/This walk is over/)
  expect(await balanceOf(fay)).toBe((await latest(fay)).points)
})

it('a day earns for 10,000 steps, whatever the number of walks', async () => {
  const greta = platform.telegram.user('Greta')
  const { prisma } = platform.app.core.db
  const live = await shares(greta)
  await greta.sees('With whom do you walk?')
  await walks(platform, greta, live, { from: 0, to: 300 })
  const { day } = await latest(greta)
  await prisma.stepsRewardsDay.create({ data: { userId: BigInt(greta.id), day, steps: 9_900 } })
  await greta.presses('Finish the walk')
  await greta.sees(/100 points[\s\S]*counted 100[\s\S]*(299|300) beyond the limit of a day/)
  const next = await shares(greta)
  await greta.sees('With whom do you walk?')
  await walks(platform, greta, next, { from: 0, to: 75 })
  await greta.presses('Finish the walk')
  await greta.sees(/no points[\s\S]*beyond the limit of a day/)
  expect(await latest(greta)).toMatchObject({ state: 'EMPTY', points: 0n })
})

it('a restart in the middle loses nothing, and an outage nothing that Telegram kept', async () => {
  const hugo = platform.telegram.user('Hugo')
  const live = await shares(hugo)
  await hugo.sees('With whom do you walk?')
  await walks(platform, hugo, live, { from: 0, to: 300 })
  await platform.restart()
  await walks(platform, hugo, live, { from: 300, to: 600 })
  platform.standin.faults.add({ method: 'getUpdates', kind: '502', times: null })
  // The call that waits already brings this one; the next ones fail.
  await walks(platform, hugo, live, { from: 600, to: 630 })
  for (let metres = 670; metres <= 3_000; metres += 40) {
    platform.clock.advance(30_000)
    await hugo.moves(live, north(metres + (metres % 3)))
  }
  // Half an hour without a word: by the bot's clock the walk is over.
  await platform.settle()
  await platform.advance(60_000)
  await platform.advance(60_000)
  expect((await latest(hugo)).state).toBe('CREDITED')
  hugo.catchesUp()
  platform.standin.faults.clear()
  await hugo.sees(/Steps that count/)
  await walks(platform, hugo, live, { from: 3_000, to: 3_075 })
  await hugo.presses('Finish the walk')
  await hugo.sees(/✅ K\d+/)
  const { _sum } = await platform.app.core.db.prisma.stepsRewardsWalk.aggregate({
    where: { userId: BigInt(hugo.id), state: 'CREDITED' },
    _sum: { creditedSteps: true },
  })
  // Two walks may leave a step between them.
  expect(4_100 - (_sum.creditedSteps ?? 0)).toBeLessThanOrEqual(2)
  expect(await balanceOf(hugo)).toBe(BigInt(_sum.creditedSteps ?? 0))
})
