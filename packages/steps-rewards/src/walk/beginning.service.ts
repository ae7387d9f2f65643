import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, StepsRewardsWalk, Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import { timeZoneAt } from '@bazaar/core/zones'
import { dayIn, lockProfile, sealPlace, toldZone } from '../profile/index.ts'
import { advance, emptyTrack } from '../track/index.ts'
import { cellOf } from '../weather/index.ts'
import type { Cards } from './cards.service.ts'
import { walkDue, walkWeather } from './job-types.ts'
import { endOf, silenceMs } from './plan.ts'
import type { Move } from './receiving.service.ts'
import { hashOf, openPoint, reportOf, sealAnchor, sealPoint } from './report.ts'

/** What is chosen counts for a location that comes soon. */
const choiceHoldsMs = 3_600_000
/** Before a walk is over it is looked whether anything has come in meanwhile. */
export const lookAheadMs = 60_000

/** A live location that somebody sent. */
export interface Shared {
  readonly userId: bigint
  readonly messageId: number
  readonly location: { readonly latitude: number; readonly longitude: number; readonly horizontal_accuracy?: number }
  /** Seconds, by Telegram's clock. */
  readonly at: number
  /** Nothing = until it is stopped. */
  readonly until: Date | undefined
  /** As the person chose it; UTC where nobody knows. */
  readonly timeZone: string
}

export interface BeginningDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly jobs: Jobs
  readonly cards: Cards
}

/** Whether a walk was over by a clock alone: nobody ended it, and at this moment the location was still shared. */
const isPresumed = ({ endReason, liveUntil }: StepsRewardsWalk, atMs: number): boolean =>
  endReason === 'silence' || (endReason === 'sharing' && liveUntil !== null && atMs <= liveUntil.getTime())

export type Beginning = ReturnType<typeof createBeginning>

export function createBeginning({ db, clock, keyring, jobs, cards }: BeginningDeps) {
  async function create(tx: Tx, shared: Shared, kind: string, zone: string): Promise<StepsRewardsWalk> {
    const { userId, messageId, location, until } = shared
    const report = reportOf(location, shared.at)
    const { anchor } = advance(emptyTrack, report)
    const startedAt = new Date(shared.at * 1000)
    return tx.stepsRewardsWalk.create({
      data: {
        ...{ userId, state: 'ACTIVE', source: 'live', kind, day: dayIn(startedAt, zone), zone, startedAt },
        ...{ lastReportAt: startedAt, liveMessageId: BigInt(messageId), liveUntil: until ?? null, reports: 1 },
        anchor: anchor ? new Uint8Array(sealAnchor(keyring, anchor)) : null,
        track: {
          create: {
            place: sealPlace(keyring, cellOf(location), 'steps_rewards_track.place'),
            points: {
              create: {
                ...{ n: 0, at: startedAt, hash: hashOf(keyring, report) },
                point: new Uint8Array(sealPoint(keyring, report)),
              },
            },
          },
        },
      },
    })
  }

  /** What has to be there with every walk that begins. */
  async function open(tx: Tx, shared: Shared, kind: string, zone: string): Promise<void> {
    const walk = await create(tx, shared, kind, zone)
    const dueAt = new Date(endOf(walk).at.getTime() - lookAheadMs)
    await jobs.enqueue(tx, walkDue, { walk: walk.id }, { dueAt, key: `${walkDue.name}:${walk.id}` })
    await jobs.enqueue(tx, walkWeather, { walk: walk.id })
    await cards.bring(tx, walk, 'begun')
  }

  return {
    /** With whom the walk will be that is about to begin. */
    async choose(userId: bigint, kind: string, timeZone: string): Promise<void> {
      const now = clock.now()
      await db.tx(async (tx) => {
        await lockProfile(tx, userId, timeZone, now)
        await tx.stepsRewardsProfile.update({ where: { userId }, data: { chosenKind: kind, chosenAt: now } })
      })
    },
    /** Begins a walk, or lets the one that goes on follow this location from now on. */
    async begin(shared: Shared): Promise<void> {
      const { userId, messageId } = shared
      const now = clock.now()
      const wanted = toldZone(shared.timeZone) ?? timeZoneAt(shared.location)
      await db.tx(async (tx) => {
        const { chosenKind, chosenAt, zone } = await lockProfile(tx, userId, wanted, now)
        const active = await tx.stepsRewardsWalk.findFirst({ where: { userId, state: 'ACTIVE' } })
        if (active) {
          const data = { liveMessageId: BigInt(messageId), liveUntil: shared.until ?? null }
          await tx.stepsRewardsWalk.update({ where: { id: active.id }, data })
          await cards.bring(tx, active, `again:${messageId}`)
          return
        }
        // Handled again after a crash: it had begun, and has ended since.
        if (await tx.stepsRewardsWalk.findFirst({ where: { userId, liveMessageId: BigInt(messageId) } })) return
        const holds = chosenKind !== null && chosenAt !== null && now.getTime() - chosenAt.getTime() < choiceHoldsMs
        await open(tx, shared, holds ? chosenKind : 'unsaid', zone)
      })
    },
    /**
     * A walk was taken for over because nothing came, or because its sharing had an end, and now it turns out that Telegram could only not say so: by its clock there was no silence. What
     * follows is a walk of its own, from where that one ended.
     * @returns false where it was over
     */
    async goOn({ userId, messageId, report, until }: Move, timeZone: string): Promise<boolean> {
      if (until === 'over') return false
      const { prisma } = db
      const before = await prisma.stepsRewardsWalk.findFirst({ where: { userId }, orderBy: { id: 'desc' } })
      if (before?.liveMessageId !== BigInt(messageId) || !isPresumed(before, report.at * 1000)) return false
      const silent = report.at * 1000 - before.lastReportAt.getTime()
      if (silent <= 0 || silent >= silenceMs) return false
      const last = await prisma.stepsRewardsPoint.findFirst({ where: { walkId: before.id }, orderBy: { n: 'desc' } })
      const spot = last && openPoint(keyring, last)
      const { latitude, longitude, at } = spot ?? report
      const location = { latitude: latitude / 1_000_000, longitude: longitude / 1_000_000 }
      const now = clock.now()
      return db.tx(async (tx) => {
        const { zone } = await lockProfile(tx, userId, toldZone(timeZone) ?? timeZoneAt(location), now)
        const active = await tx.stepsRewardsWalk.count({ where: { userId, id: { gt: before.id } } })
        if (active === 0) await open(tx, { userId, messageId, location, at, until, timeZone }, before.kind, zone)
        return active === 0
      })
    },
  }
}
