import type { Core, Part } from '@bazaar/core/feature'
import type { Settings } from '../env.ts'
import { createOpenMeteo } from './provider.ts'
import { createWeather, type Weather } from './weather.service.ts'

export { type CellPlace, cellOf, cellPlace } from './cell.ts'
export type { Reading } from './provider.ts'
export type { Weather } from './weather.service.ts'

export function createWeatherNoun(core: Core, settings: Settings): { readonly weather: Weather; readonly part: Part } {
  const client = core.outside({
    ...{ name: 'weather', baseUrl: settings.STEPS_REWARDS_WEATHER_URL, userAgent: 'Bazaar walks' },
    ...{ timeoutMs: 3_000, retries: 1, maxWaitMs: 500, breaker: { failures: 5, halfOpenAfterMs: 30_000 } },
  })
  const provider = createOpenMeteo(client, settings.STEPS_REWARDS_WEATHER_KEY)
  return {
    weather: createWeather({ ...core, provider }),
    part: {
      retention: [
        {
          ...{ id: 'weather', table: 'steps_rewards_weather', ageColumn: 'read_at', keepMs: 86_400_000 },
          ...{ time: 'business', personal: false },
        },
      ],
    },
  }
}
