import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { type CellPlace, cellKey } from './cell.ts'
import type { Reading, WeatherProvider } from './provider.ts'

const freshMs = 15 * 60_000
/** Somebody who fills in a form may take a while. */
const recentMs = 60 * 60_000

export interface Weather {
  /** As of the last 15 minutes; asks where nobody did. Nothing where it cannot be told. Never inside a transaction. */
  read(place: CellPlace, signal?: AbortSignal): Promise<Reading | undefined>
  /** What is known already, at most an hour old. */
  known(tx: Tx, place: CellPlace): Promise<Reading | undefined>
}

export interface WeatherDeps {
  readonly db: Db
  readonly clock: Clock
  readonly provider: WeatherProvider
}

/** Asked once for everybody who is there. */
export function createWeather({ db, clock, provider }: WeatherDeps): Weather {
  const asking = new Map<string, Promise<Reading | undefined>>()

  async function find(tx: Tx, place: CellPlace, maxAgeMs: number): Promise<Reading | undefined> {
    const since = new Date(clock.now().getTime() - maxAgeMs)
    const row = await tx.stepsRewardsWeather.findFirst({ where: { place: cellKey(place), readAt: { gt: since } } })
    return row ? { feelsLike: row.feelsLike, at: row.at } : undefined
  }

  async function ask(place: CellPlace, signal: AbortSignal | undefined): Promise<Reading | undefined> {
    const reading = await provider.read(place, signal)
    if (!reading) return undefined
    const data = { ...reading, readAt: clock.now() }
    const where = { place: cellKey(place) }
    await db.prisma.stepsRewardsWeather.upsert({ where, create: { ...where, ...data }, update: data })
    return reading
  }

  return {
    known: (tx, place) => find(tx, place, recentMs),
    async read(place, signal) {
      const found = await find(db.prisma, place, freshMs)
      if (found) return found
      const name = cellKey(place)
      const running = asking.get(name) ?? ask(place, signal).finally(() => asking.delete(name))
      asking.set(name, running)
      return running
    },
  }
}
