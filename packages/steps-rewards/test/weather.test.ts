import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startWeather, type WeatherStandIn } from '../demo/weather-standin.ts'
import { shares, startWalks, walks } from './walking.ts'

let platform: TestPlatform
let weather: WeatherStandIn
/** How often the service was asked before the test. */
let asked = 0
beforeAll(async () => {
  weather = await startWeather({ now: () => platform.clock.now().getTime() })
  platform = await startWalks({
    STEPS_REWARDS_WEATHER_URL: weather.url,
    STEPS_REWARDS_WEATHER_KEY: 'secret-of-weather',
  })
})
afterAll(async () => {
  await platform?.stop()
  await weather?.close()
})
beforeEach(async () => {
  // What was known before is old by now.
  await platform.advance(16 * 60_000)
  weather.set({})
  asked = weather.asked.length
})

it('frost pays, by a place that is kept to a tenth of a degree; asked once for everybody there', async () => {
  weather.set({ feels_like: -8.2 })
  const [carl, dora] = [platform.telegram.user('Carl'), platform.telegram.user('Dora')]
  await carl.sends('/walk')
  await carl.sees('With whom do you walk?')
  await carl.presses('🐕 Dog')
  await carl.sees('Share My Live Location')
  const live = await shares(carl)
  await carl.sees('Feels like -8 °C')
  await shares(dora)
  await dora.sees('Feels like -8 °C')
  await walks(platform, carl, live, { from: 0, to: 750 })
  await carl.presses('Finish the walk')
  await carl.sees(/1,000 × 1\.00 \(dog\) × 1\.20 \(-8 °C at \d\d:\d\d\) = 1,200/)
  expect(weather.asked.slice(asked).map((query) => Object.fromEntries(query))).toEqual([
    {
      ...{ latitude: '55.8', longitude: '37.6', current: 'apparent_temperature', timezone: 'UTC' },
      apikey: 'secret-of-weather',
    },
  ])
  expect(platform.logged.join('')).not.toContain('secret-of-weather')
})

it('nobody is paid for danger: a warning first, and no extra points', async () => {
  weather.set({ feels_like: -27 })
  const emil = platform.telegram.user('Emil')
  const live = await shares(emil)
  await emil.sees('It feels like -27 °C. Please make it a short walk')
  await emil.sees(/⚠️ Feels like -27 °C: no extra points/)
  await walks(platform, emil, live, { from: 0, to: 75 })
  await emil.presses('Finish the walk')
  await emil.sees(/× 1\.00 \(-27 °C at/)
})

it('what cannot be told at the start is asked once more at the end; then it is x1.00, and said so', async () => {
  const [fay, greta] = [platform.telegram.user('Fay'), platform.telegram.user('Greta')]
  for (const [who, isBack] of [
    [fay, true],
    [greta, false],
  ] as const) {
    weather.set({ down: true })
    const live = await shares(who)
    await who.sees('The temperature is not known yet')
    await walks(platform, who, live, { from: 0, to: 75 })
    // The job of the start has had its answer.
    await platform.settle()
    if (isBack) weather.set({ feels_like: 30 })
    await who.presses('Finish the walk')
    await who.sees(isBack ? /100 × 1\.00 .* × 1\.00 \(30 °C at/ : '× 1.00 (the weather service did not answer) = 100')
    await platform.advance(16 * 60_000)
  }
})
