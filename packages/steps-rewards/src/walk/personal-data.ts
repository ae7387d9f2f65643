import type { Approvals } from '@bazaar/core/approvals'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { ExportFile, RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import { shownId, walkNoun } from '../credit/index.ts'
import { findPlace, holdProfile } from '../profile/index.ts'
import { key } from '../text.ts'
import { walkDue } from './job-types.ts'
import { openPoint } from './report.ts'

export const sealed: readonly SealedColumn[] = [
  { table: 'steps_rewards_walk', column: 'anchor', key: ['id'] },
  { table: 'steps_rewards_track', column: 'place', key: ['walk_id'] },
  { table: 'steps_rewards_point', column: 'point', key: ['walk_id', 'n'] },
  { table: 'steps_rewards_profile', column: 'city', key: ['user_id'] },
]

/** With a track go all its reports. */
export const retention: readonly RetentionRule[] = [
  {
    ...{ id: 'track', table: 'steps_rewards_track', ageColumn: 'settled_at', keepMs: 30 * 86_400_000 },
    ...{ time: 'business', personal: true },
  },
]

export interface ErasureDeps {
  readonly jobs: Jobs
  readonly approvals: Pick<Approvals, 'withdraw'>
}

/** Points stay in the books, which know nobody who is gone. */
export async function eraseUser({ jobs, approvals }: ErasureDeps, tx: Tx, userId: bigint): Promise<void> {
  // In the order of whoever decides: the entries in the queue come before the profile.
  const waiting = { userId, state: 'FLAGGED', submittedAt: { not: null } }
  for (const { id } of await tx.stepsRewardsWalk.findMany({ where: waiting, select: { id: true } }))
    await approvals.withdraw(tx, walkNoun, id)
  await holdProfile(tx, userId)
  const open = { userId, state: { in: ['ACTIVE', 'FLAGGED'] } }
  for (const { id } of await tx.stepsRewardsWalk.findMany({ where: open, select: { id: true } })) {
    await jobs.cancel(tx, `${walkDue.name}:${id}`)
    await jobs.cancel(tx, `steps-rewards.decision-due:${id}`)
  }
  await tx.stepsRewardsWalk.deleteMany({ where: { userId } })
  await tx.stepsRewardsDay.deleteMany({ where: { userId } })
  await tx.stepsRewardsProfile.deleteMany({ where: { userId } })
}

export interface ExportDeps {
  readonly db: Db
  readonly keyring: Keyring
}

const iso = (date: Date | null) => date?.toISOString() ?? null

export async function exportUser({ db, keyring }: ExportDeps, userId: bigint): Promise<object> {
  const { prisma } = db
  const profile = await prisma.stepsRewardsProfile.findUnique({ where: { userId } })
  if (!profile) return {}
  const walks = await prisma.stepsRewardsWalk.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  const days = await prisma.stepsRewardsDay.findMany({ where: { userId }, orderBy: { day: 'asc' } })
  const place = profile.city && findPlace(keyring, profile.city, 'steps_rewards_profile.city')
  return {
    points_earned: String(profile.earned),
    days_follow: { zone: profile.zone, next_zone: profile.nextZone, from: profile.nextFrom },
    city: place ? { latitude: place.latitude / 10, longitude: place.longitude / 10 } : null,
    chosen_company: profile.chosenKind,
    walks: walks.map((walk) => ({
      ...{ id: shownId(walk.id), state: walk.state, entered: walk.source, company: walk.kind, day: walk.day },
      ...{ started_at: iso(walk.startedAt), ended_at: iso(walk.endedAt), ended_by: walk.endReason },
      ...{ steps_walked: walk.walkedSteps, steps_counted: walk.countedSteps, steps_credited: walk.creditedSteps },
      ...{ feels_like_celsius: walk.feelsLike === null ? null : walk.feelsLike / 10, felt_at: iso(walk.feltAt) },
      ...{ points: walk.points === null ? null : String(walk.points), looked_at_because: walk.flags },
    })),
    days: days.map(({ day, steps, handSteps }) => ({ day, steps, by_hand: handSteps })),
  }
}

const page = 1_000

/** Where somebody was, while it is kept: one file, in pages. */
export async function* exportTracks({ db, keyring }: ExportDeps, userId: bigint): AsyncIterable<ExportFile> {
  const { prisma } = db
  const where = { track: { walk: { userId } } }
  if ((await prisma.stepsRewardsPoint.count({ where })) === 0) return
  async function* lines(): AsyncIterable<Uint8Array> {
    yield Buffer.from('walk,at,latitude,longitude,accuracy_m\n')
    let last = { walkId: 0n, n: -1 }
    for (;;) {
      const rows = await prisma.stepsRewardsPoint.findMany({
        where: { ...where, OR: [{ walkId: { gt: last.walkId } }, { walkId: last.walkId, n: { gt: last.n } }] },
        orderBy: [{ walkId: 'asc' }, { n: 'asc' }],
        take: page,
      })
      const text = rows.flatMap((row) => {
        const spot = openPoint(keyring, row)
        if (!spot) return []
        const place = `${spot.latitude / 1_000_000},${spot.longitude / 1_000_000}`
        return [`${shownId(row.walkId)},${row.at.toISOString()},${place},${spot.accuracy ?? ''}\n`]
      })
      if (text.length > 0) yield Buffer.from(text.join(''))
      const end = rows.at(-1)
      if (!end || rows.length < page) return
      last = end
    }
  }
  yield { name: 'walks.csv', caption: key('export-tracks'), open: lines }
}
