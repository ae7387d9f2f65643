import { type TestPlatform, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWeather, type WeatherStandIn } from '../demo/weather-standin.ts'
import { north, shares, startWalks, type Walker, walks } from './walking.ts'

const day = 86_400_000

let platform: TestPlatform
let weather: WeatherStandIn
beforeAll(async () => {
  weather = await startWeather({ now: () => platform.clock.now().getTime() })
  platform = await startWalks({ STEPS_REWARDS_WEATHER_URL: weather.url })
})
afterAll(async () => {
  await platform?.stop()
  await weather?.close()
})

const db = () => platform.app.core.db.prisma
const store = () => platform.storeOf('steps-rewards')
const own = async (who: Walker) =>
  Object.keys(await tracesOf(platform.databaseUrl, who.id)).filter((name) => name.startsWith('steps_rewards'))

async function begins(who: Walker): Promise<number> {
  const live = await shares(who)
  await who.sees(/Walk K\d+/)
  return live
}

/** A city, a walk that has ended, and one that goes on. */
async function lives(who: Walker): Promise<void> {
  await who.sends('/walk')
  await who.sees('With whom do you walk?')
  await who.presses('✍️ Enter by hand')
  await who.sees('Which day?')
  await who.presses('Yesterday')
  await who.sees('With whom did you walk?')
  await who.presses('👶 Stroller')
  await who.sees('How many steps?')
  await who.sends('110')
  await who.sees('Is everything right')
  await who.presses('✅ Send')
  await who.sees('110 points')
  await who.presses('📍 Set my city')
  await who.sees('Share a location in your city')
  await who.sends({ location: north(0) })
  await who.sees('Your city is set')
  const live = await begins(who)
  await walks(platform, who, live, { from: 0, to: 150 })
  await who.presses('Finish the walk')
  await who.sees('200 points')
  await begins(who)
}

it('nothing that is stored or logged says where somebody walked', async () => {
  const anna = platform.telegram.user('Annabella')
  await lives(anna)
  const rows = JSON.stringify(
    [
      await db().stepsRewardsPoint.findMany(),
      await db().stepsRewardsTrack.findMany(),
      await db().stepsRewardsWalk.findMany(),
    ],
    (_key, value: unknown) =>
      typeof value === 'bigint'
        ? String(value)
        : value instanceof Uint8Array
          ? Buffer.from(value).toString('latin1')
          : value,
  )
  for (const text of [rows, platform.logged.join('')]) {
    expect(text).not.toMatch(/55[.,]?75/)
    expect(text).not.toContain('latitude')
  }
})

it('/export has walks, days and the track; /delete leaves nothing, also of a walk that goes on', async () => {
  const ben = platform.telegram.user('Ben')
  await lives(ben)
  expect(await store().exportUser(BigInt(ben.id))).toMatchObject({
    points_earned: '310',
    days_follow: { zone: 'Europe/Moscow', next_zone: null, from: null },
    city: { latitude: 55.8, longitude: 37.6 },
    walks: [
      { state: 'CREDITED', entered: 'hand', company: 'stroller', steps_credited: 110, points: '110' },
      { state: 'CREDITED', company: 'unsaid', steps_credited: 200, points: '200', ended_by: 'finish' },
      { state: 'ACTIVE', points: null },
    ],
    days: [
      { steps: 110, by_hand: 110 },
      { steps: 200, by_hand: 0 },
    ],
  })
  await ben.sends('/export')
  await ben.sees((message) => message.document?.file_name === 'walks.csv')
  expect(await own(ben)).toEqual(expect.arrayContaining(['steps_rewards_walk.user_id', 'steps_rewards_day.user_id']))

  await ben.sends('/delete')
  await ben.sees('Your walks, where they led, and your city')
  await ben.presses('🗑 Yes, delete everything')
  await ben.sees('Everything is deleted')
  expect(await own(ben)).toEqual([])
  // The job that would have ended it finds nothing to do.
  await platform.advance(day)
  expect(await own(ben)).toEqual([])
})

it('where a walk led is erased 30 days after it was credited; the walk and its points stay', async () => {
  const carl = platform.telegram.user('Carl')
  const live = await begins(carl)
  await walks(platform, carl, live, { from: 0, to: 75 })
  await carl.presses('Finish the walk')
  await carl.sees('100 points')
  const walk = await db().stepsRewardsWalk.findFirstOrThrow({ where: { userId: BigInt(carl.id) } })
  const points = () => db().stepsRewardsPoint.count({ where: { walkId: walk.id } })
  await platform.advance(29 * day)
  expect(await points()).toBeGreaterThan(2)
  await platform.advance(day + 3_600_000)
  await expect.poll(points).toBe(0)
  expect(await db().stepsRewardsTrack.count({ where: { walkId: walk.id } })).toBe(0)
  await carl.sends(`/points K${walk.id}`)
  await carl.sees('Walked 100, counted 100.')
})

it('a form that is open in the middle of a walk neither swallows it nor is disturbed', async () => {
  const dora = platform.telegram.user('Dora')
  await dora.sends('/walk')
  await dora.sees('Steps are counted while you share')
  const live = await begins(dora)
  await dora.presses('✍️ Enter by hand')
  await dora.sees('Which day?')
  await walks(platform, dora, live, { from: 0, to: 150 })
  await dora.presses('Today')
  await dora.sees('With whom did you walk?')
  await dora.moves(live, null)
  await dora.sees(/✅ K\d+: 200 points/)
})
