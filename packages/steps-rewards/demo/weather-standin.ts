import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the service answers. */
export interface WeatherAnswer {
  /** Apparent temperature everywhere, in degrees Celsius. */
  readonly feels_like?: number
  /** It refuses to answer, as Open-Meteo does. */
  readonly down?: boolean
}

export interface WeatherStandIn {
  readonly url: string
  set(answer: WeatherAnswer): void
  /** The queries that came in, newest last. */
  readonly asked: readonly URLSearchParams[]
  close(): Promise<void>
}

const quarter = 15 * 60_000

/** The last quarter of an hour, as Open-Meteo writes it. */
const timeOf = (now: number): string => new Date(Math.floor(now / quarter) * quarter).toISOString().slice(0, 16)

/** Open-Meteo's forecast over real HTTP, for tests and the playground. @param now business time in milliseconds */
export async function startWeather({ now = Date.now }: { readonly now?: () => number } = {}): Promise<WeatherStandIn> {
  let answer: WeatherAnswer = {}
  const asked: URLSearchParams[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://weather')
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (pathname !== '/v1/forecast') return say(404, { error: true, reason: 'Not Found' })
    asked.push(searchParams)
    if (answer.down) return say(503, { error: true, reason: 'The service is down' })
    const [latitude, longitude] = [Number(searchParams.get('latitude')), Number(searchParams.get('longitude'))]
    if (searchParams.get('current') !== 'apparent_temperature' || searchParams.get('timezone') !== 'UTC')
      return say(400, { error: true, reason: 'Only the apparent temperature, in UTC, is known here' })
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
      return say(400, { error: true, reason: 'Latitude must be in range of -90 to 90°.' })
    const current = { time: timeOf(now()), interval: 900, apparent_temperature: answer.feels_like ?? 12.3 }
    return say(200, { latitude, longitude, timezone: 'UTC', current })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // A TCP server's address is an object; only pipes have a text.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    set: (next) => {
      answer = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
