import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, StepsRewardsWalk } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { Onto } from '@bazaar/core/notifications'
import { type Settling, stepsOf } from '../credit/index.ts'
import { findPlace, holdProfile } from '../profile/index.ts'
import type { Reading, Weather } from '../weather/index.ts'
import { lookAheadMs } from './beginning.service.ts'
import type { Cards } from './cards.service.ts'
import { flagsOf } from './flags.ts'
import { walkDue } from './job-types.ts'
import { type EndReason, endOf } from './plan.ts'
import type { Over } from './receiving.service.ts'

export interface EndingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly jobs: Jobs
  readonly weather: Weather
  readonly settling: Settling
  readonly cards: Cards
}

export type Ending = ReturnType<typeof createEnding>

/** Ends walks: in one transaction they are counted, credited and told. */
export function createEnding(deps: EndingDeps) {
  const { db, clock, keyring, jobs, weather, settling, cards } = deps

  /** Where nobody could tell it at the start, it is asked once more. */
  async function readWeather({ id, feelsLike, feltAt }: StepsRewardsWalk): Promise<Reading | undefined> {
    if (feelsLike !== null && feltAt !== null) return { feelsLike, at: feltAt }
    const track = await db.prisma.stepsRewardsTrack.findUnique({ where: { walkId: id }, select: { place: true } })
    const place = track && findPlace(keyring, track.place, 'steps_rewards_track.place')
    return place ? weather.read(place) : undefined
  }

  /** @param onto the card whose button was pressed @returns false when it had ended before */
  async function end(
    id: bigint,
    reason: EndReason,
    endedAt: (walk: StepsRewardsWalk) => Date,
    onto?: Onto,
  ): Promise<boolean> {
    const found = await db.prisma.stepsRewardsWalk.findFirst({ where: { id, state: 'ACTIVE' } })
    if (!found) return false
    const [reading, flags] = await Promise.all([readWeather(found), flagsOf(deps, found)])
    return db.tx(async (tx) => {
      await holdProfile(tx, found.userId)
      await tx.$queryRaw`SELECT 1 FROM steps_rewards_walk WHERE id = ${id} FOR UPDATE`
      const walk = await tx.stepsRewardsWalk.findFirst({ where: { id, state: 'ACTIVE' } })
      if (!walk) return false
      const { walked, counted } = stepsOf(walk)
      const ended = new Date(Math.max(walk.startedAt.getTime(), endedAt(walk).getTime()))
      const ends = await settling.settle(tx, walk, {
        // The job of the start may have been told meanwhile what nobody could say a moment ago: its card said so.
        ...{ walked, counted, flags, feelsLike: walk.feelsLike ?? reading?.feelsLike },
        data: {
          ...{ endedAt: ended, endReason: reason },
          ...(walk.feelsLike === null ? { feelsLike: reading?.feelsLike ?? null, feltAt: reading?.at ?? null } : {}),
        },
      })
      await jobs.cancel(tx, `${walkDue.name}:${id}`)
      await cards.end(tx, ends, onto)
      return true
    })
  }

  return {
    finish: (id: bigint, onto?: Onto) => end(id, 'finish', () => clock.now(), onto),
    /** By what came in: the location is not shared any more, or four hours are over. */
    stop: (id: bigint, reason: Over) => end(id, reason, ({ lastReportAt }) => lastReportAt),
    /**
     * A walk may be over by itself. After an outage, what Telegram kept back comes in while this is asked: so it is over only when a minute later
     * nothing more was heard.
     */
    async due(id: bigint, heard: number | undefined): Promise<void> {
      const walk = await db.prisma.stepsRewardsWalk.findFirst({ where: { id, state: 'ACTIVE' } })
      if (!walk) return
      const { at, endedAt, reason } = endOf(walk)
      const now = clock.now()
      if (heard === walk.reports && at <= now) return void (await end(id, reason, () => endedAt))
      const isNear = at.getTime() - lookAheadMs <= now.getTime()
      const dueAt = isNear
        ? new Date(Math.max(at.getTime(), now.getTime() + lookAheadMs))
        : new Date(at.getTime() - lookAheadMs)
      const payload = { walk: id, ...(isNear ? { heard: walk.reports } : {}) }
      await db.tx((tx) => jobs.enqueue(tx, walkDue, payload, { dueAt, key: `${walkDue.name}:${id}` }))
    },
  }
}
