import { expect, it } from 'vitest'
import { demo } from '../demo/index.ts'
import { startWeather } from '../demo/weather-standin.ts'

it('the weather answers as Open-Meteo does, and refuses as it does', async () => {
  const weather = await startWeather({ now: () => Date.parse('2026-01-05T10:22:00Z') })
  const ask = async (query: string) => (await fetch(`${weather.url}/v1/forecast?${query}`)).json()
  const good = 'latitude=55.8&longitude=37.6&current=apparent_temperature&timezone=UTC'
  weather.set({ feels_like: -8.2 })
  expect(await ask(good)).toMatchObject({
    current: { time: '2026-01-05T10:15', interval: 900, apparent_temperature: -8.2 },
  })
  expect(await ask('latitude=155&longitude=37.6&current=apparent_temperature&timezone=UTC')).toMatchObject({
    error: true,
  })
  expect(await ask('latitude=55.8&longitude=37.6')).toMatchObject({ error: true })
  weather.set({ down: true })
  expect(await ask(good)).toMatchObject({ error: true })
  await weather.close()
})

it('brings Darya, her weather and her story', () => {
  expect(demo.personas.map(({ username }) => username)).toEqual(['darya'])
  expect(demo.stories.map(({ person }) => person)).toEqual(['darya'])
  expect(demo.outside.map(({ name }) => name)).toEqual(['weather'])
})
