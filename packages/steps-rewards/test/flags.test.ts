import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { north, shares, startWalks, type Walker, walks } from './walking.ts'

const hour = 3_600_000

let platform: TestPlatform
let owner: Walker
beforeAll(async () => {
  platform = await startWalks()
  owner = platform.telegram.user('Olga', { id: 900_001 })
  await owner.sends('/start')
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
const begins = async (who: Walker, place = north(0)) => {
  const live = await shares(who, 8 * 3_600, place)
  await who.sees('With whom do you walk?')
  return live
}

/** Every report of the one is a report of the other too, some seconds later. */
async function together(one: Walker, other: Walker, apart: number): Promise<void> {
  const [first, second] = [await begins(one), await begins(other, north(apart))]
  for (let metres = 38; metres < 600; metres += 38 + (metres % 5)) {
    platform.clock.advance(25_000)
    await one.moves(first, north(metres))
    platform.clock.advance(5_000)
    await other.moves(second, north(metres + apart))
  }
  for (const who of [one, other]) {
    await who.presses('Finish the walk')
    await who.sees(/K\d+: \d+ points/)
  }
}

it('two accounts in one pocket wait for a moderator; two people side by side do not', async () => {
  const [anna, shadow] = [platform.telegram.user('Anna'), platform.telegram.user('Shadow')]
  await together(anna, shadow, 0)
  expect(await latest(anna)).toMatchObject({ state: 'FLAGGED', flags: ['twin'] })
  expect(await latest(shadow)).toMatchObject({ state: 'FLAGGED', flags: ['twin'] })
  expect(await balanceOf(anna)).toBe(0n)
  const [ben, bella] = [platform.telegram.user('Ben'), platform.telegram.user('Bella')]
  await together(ben, bella, 0.6)
  expect((await latest(ben)).state).toBe('CREDITED')
  expect((await latest(bella)).state).toBe('CREDITED')

  await owner.sends('/pending')
  await owner.sees(/another account was there within a minute/)
  const { id, points } = await latest(anna)
  await owner.sends(`/verify K${id}`)
  await anna.sees(`K${id} is accepted`)
  expect(await balanceOf(anna)).toBe(points)
  // Nobody decides about the other one: in doubt for the walker, and it leaves the queue.
  await platform.advance(72 * hour)
  await shadow.sees(/is accepted/)
  expect(await balanceOf(shadow)).toBe((await latest(shadow)).points)
  await owner.sends('/pending')
  await owner.sees(/Nothing/)
})

it('three leaps wait for a moderator, one does not', async () => {
  const [carl, dora] = [platform.telegram.user('Carl'), platform.telegram.user('Dora')]
  for (const [who, leaps] of [
    [carl, 3],
    [dora, 1],
  ] as const) {
    const live = await begins(who)
    let metres = 0
    for (let leap = 0; leap < leaps; leap++) {
      await walks(platform, who, live, { from: metres, to: metres + 80 })
      metres += 50_080
      platform.clock.advance(30_000)
      await who.moves(live, north(metres))
    }
    await walks(platform, who, live, { from: metres, to: metres + 80 })
    await who.presses('Finish the walk')
    await who.sees(/K\d+: \d+ points/)
  }
  expect(await latest(carl)).toMatchObject({ state: 'FLAGGED', flags: ['jumps'], jumps: 3 })
  expect(await latest(dora)).toMatchObject({ state: 'CREDITED', flags: [], jumps: 1 })
})

it('the pace of a machine for 20 minutes waits for a moderator, legs do not', async () => {
  const [emil, fay] = [platform.telegram.user('Emil'), platform.telegram.user('Fay')]
  const machine = await begins(emil)
  for (let step = 1; step <= 45; step++) {
    platform.clock.advance(30_000)
    await emil.moves(machine, north(step * 40))
  }
  await emil.presses('Finish the walk')
  await emil.sees(/points wait/)
  expect(await latest(emil)).toMatchObject({ state: 'FLAGGED', flags: ['steady'] })
  const legs = await begins(fay)
  await walks(platform, fay, legs, { from: 0, to: 1_800 })
  await fay.presses('Finish the walk')
  await fay.sees(/✅ K\d+/)
})
