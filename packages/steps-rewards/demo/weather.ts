import { defineOutside } from '@bazaar/demo-kit'
import { z } from 'zod'
import { startWeather } from './weather-standin.ts'

const answer = z.object({
  feels_like: z.number().min(-80).max(60).default(12.3).describe('Apparent temperature everywhere, in °C'),
  down: z.boolean().default(false).describe('It answers nothing but errors'),
})

const state = answer.extend({ calls: z.number().int().describe('How often the bot asked since the start') })

/** Where the weather is made. */
export const weatherPath = '/control/weather'

export const weather = defineOutside({
  name: 'weather',
  title: 'Weather',
  answer,
  state,
  async start(bot) {
    const service = await startWeather({ now: () => bot.now() })
    let told = answer.parse({})
    return {
      url: service.url,
      set(next) {
        told = next
        service.set(next)
      },
      read: () => ({ ...told, calls: service.asked.length }),
      close: () => service.close(),
    }
  },
  variables: (url) => ({ STEPS_REWARDS_WEATHER_URL: url }),
})
