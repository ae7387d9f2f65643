import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import { type AnyJob, onJob } from '@bazaar/core/jobs'
import { findPlace } from '../profile/index.ts'
import type { Weather } from '../weather/index.ts'
import type { Cards } from './cards.service.ts'
import { walkWeather } from './job-types.ts'

export interface TemperatureDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly weather: Weather
  readonly cards: Cards
}

/** Asks once; what cannot be told now is asked at the end of the walk. */
export const temperatureJob = ({ db, keyring, weather, cards }: TemperatureDeps): AnyJob =>
  onJob(walkWeather, {
    timeoutMs: 30_000,
    maxAttempts: 3,
    async run({ walk: id }, { signal }) {
      const track = await db.prisma.stepsRewardsTrack.findUnique({ where: { walkId: id }, select: { place: true } })
      const place = track && findPlace(keyring, track.place, 'steps_rewards_track.place')
      const reading = place && (await weather.read(place, signal))
      if (!reading) return
      await db.tx(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM steps_rewards_walk WHERE id = ${id} FOR UPDATE`
        const { count } = await tx.stepsRewardsWalk.updateMany({
          where: { id, state: 'ACTIVE', feelsLike: null },
          data: { feelsLike: reading.feelsLike, feltAt: reading.at },
        })
        if (count === 0) return
        const walk = await tx.stepsRewardsWalk.findUniqueOrThrow({ where: { id } })
        await cards.warnIfUnsafe(tx, walk)
        await cards.redraw(tx, walk)
      })
    },
  })
