import type { OutsideClient } from '@bazaar/core/outside'
import { z } from 'zod'
import { type CellPlace, degreesOf } from './cell.ts'

/** What it feels like somewhere: tenths of a degree Celsius, and when it was so. */
export interface Reading {
  readonly feelsLike: number
  readonly at: Date
}

/** Says what it feels like at a place; nothing where it cannot be told. */
export interface WeatherProvider {
  read(place: CellPlace, signal?: AbortSignal): Promise<Reading | undefined>
}

const answer = z.object({
  current: z.object({
    time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
    apparent_temperature: z.number().min(-100).max(100),
  }),
})

/** Open-Meteo's forecast, and whatever answers like it. @param apiKey of commercial operators */
export function createOpenMeteo(client: OutsideClient, apiKey: string | undefined): WeatherProvider {
  return {
    async read(place, signal) {
      const { latitude, longitude } = degreesOf(place)
      const query = new URLSearchParams({ latitude, longitude, current: 'apparent_temperature', timezone: 'UTC' })
      if (apiKey !== undefined) query.set('apikey', apiKey)
      const result = await client.getText(`/v1/forecast?${query}`, signal ? { signal } : {})
      if (!result.ok) return undefined
      const parsed = answer.safeParse(jsonOf(result.text))
      if (!parsed.success) return undefined
      const { time, apparent_temperature: degrees } = parsed.data.current
      return { feelsLike: Math.round(degrees * 10), at: new Date(`${time}Z`) }
    },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
