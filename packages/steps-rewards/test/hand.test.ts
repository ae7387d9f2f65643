import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWeather, type WeatherStandIn } from '../demo/weather-standin.ts'
import { north, startWalks, type Walker } from './walking.ts'

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

async function enters(who: Walker, steps: string, when = 'Today'): Promise<void> {
  await who.sends('/walk')
  await who.sees('With whom do you walk?')
  await who.presses('✍️ Enter by hand')
  await who.sees('Which day?')
  await who.presses(when)
  await who.sees('With whom did you walk?')
  await who.presses('🐕 Dog')
  await who.sees('How many steps?')
  await who.sends(steps)
  if (/^\d+$/.test(steps)) await sendsOff(who)
}

/** Nothing counts before it was looked at: a wrong number cannot be taken back. */
async function sendsOff(who: Walker): Promise<void> {
  await who.sees('Is everything right')
  await who.presses('✅ Send')
}

const walksOf = (who: Walker) =>
  platform.app.core.db.prisma.stepsRewardsWalk.findMany({
    where: { userId: BigInt(who.id) },
    orderBy: { id: 'asc' },
  })

it('3,000 steps a day count by hand, today and yesterday apart', async () => {
  const anna = platform.telegram.user('Anna')
  await enters(anna, 'many')
  await anna.sees(/2,480/)
  await anna.sends('2,900')
  await sendsOff(anna)
  await anna.sees(/✅ K\d+, by hand: 2,900 points[\s\S]*no temperature of your city/)
  await enters(anna, '840')
  await anna.sees(/100 points[\s\S]*counted 100[\s\S]*740 beyond the limit of a day for steps by hand/)
  await enters(anna, '20')
  await anna.sees(/no points/)
  await enters(anna, '2990', 'Yesterday')
  await anna.sees('2,990 points')
  await anna.sends('/points')
  const { buttons } = await anna.sees('My points')
  expect(buttons.flat()[0]?.text).toMatch(/^K\d+, 4 Jan: 2,990$/)
  expect((await walksOf(anna)).map(({ day: of, source }) => [of, source])).toEqual([
    ...Array.from({ length: 3 }, () => ['2026-01-05', 'hand']),
    ['2026-01-04', 'hand'],
  ])
})

it('the weather of one’s city counts, which changes once in seven days', async () => {
  const ben = platform.telegram.user('Ben')
  weather.set({ feels_like: -8 })
  await enters(ben, '1010')
  await ben.sees('no temperature of your city')
  await ben.presses('📍 Set my city')
  await ben.sees('Share a location in your city')
  await ben.sends({ location: north(0) })
  await ben.sees('Your city is set; the time there: Moscow time')
  await enters(ben, '1010')
  await ben.sees(/1,010 × 1\.00 \(dog\) × 1\.20 \(-8 °C at/)
  const pressed = await ben.presses({ data: platform.sign(BigInt(ben.id), 'sr.city') })
  expect(pressed.text).toMatch(/Your city can be changed once in 7.days/)
  await platform.advance(7 * day)
  await ben.presses({ data: platform.sign(BigInt(ben.id), 'sr.city') })
  await ben.sees('Share a location in your city')
})

it('a round number three days running waits for a moderator, who may refuse it; whoever counts is not asked', async () => {
  const owner = platform.telegram.user('Olga', { id: 900_001 })
  await owner.sends('/start')
  const [carl, dora] = [platform.telegram.user('Carl'), platform.telegram.user('Dora')]
  for (const count of ['2500', '2000', '1500']) {
    await enters(carl, count)
    await carl.sees(/K\d+(, by hand)?: [\d,]+ points/)
    await enters(dora, String(Number(count) + (count === '2000' ? 10 : 0)))
    await dora.sees(/K\d+(, by hand)?: [\d,]+ points/)
    await platform.advance(day)
  }
  const [, , flagged] = await walksOf(carl)
  expect(flagged).toMatchObject({ state: 'FLAGGED', flags: ['round'], points: 1_500n })
  expect((await walksOf(dora)).map(({ state }) => state)).toEqual(['CREDITED', 'CREDITED', 'CREDITED'])
  const id = `K${flagged?.id}`
  await owner.sends('/pending')
  const card = await owner.sees(/By hand, dog[\s\S]*a round number by hand three days running/)
  expect(card.text).not.toMatch(/55[.,]7|37[.,]6/)
  await owner.sends(`/reject ${id} Please count them next time`)
  await carl.sees(`${id} was not accepted by a moderator: Please count them next time`)
  expect((await walksOf(carl))[2]).toMatchObject({ state: 'REJECTED' })
})

it('the day in the middle that is entered last waits as well', async () => {
  const emil = platform.telegram.user('Emil')
  await enters(emil, '500')
  await emil.sees(/✅ K\d+/)
  await platform.advance(2 * day)
  await enters(emil, '1000')
  await emil.sees(/✅ K\d+/)
  await enters(emil, '1500', 'Yesterday')
  await emil.sees(/points wait/)
  expect((await walksOf(emil)).map(({ flags }) => flags)).toEqual([[], [], ['round']])
})
