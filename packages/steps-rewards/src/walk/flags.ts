import type { Keyring } from '@bazaar/core/crypto'
import type { Db, StepsRewardsWalk } from '@bazaar/core/db'
import type { Flag } from '../credit/index.ts'
import { isMachineSteady } from '../track/index.ts'
import { openPoint } from './report.ts'

const mostJumps = 3
const sameSpots = 10
const withinSeconds = 60

export interface FlagsDeps {
  readonly db: Db
  readonly keyring: Keyring
}

/** Why a moderator has to look at a walk; nothing for honest ones. */
export async function flagsOf({ db, keyring }: FlagsDeps, walk: StepsRewardsWalk): Promise<readonly Flag[]> {
  const { prisma } = db
  const points = await prisma.stepsRewardsPoint.findMany({
    where: { walkId: walk.id },
    select: { at: true, point: true },
    orderBy: { n: 'asc' },
  })
  const reports = points.flatMap((row) => openPoint(keyring, row) ?? [])
  const twins = await countTwins(db, walk)
  return [
    ...(twins >= sameSpots ? (['twin'] as const) : []),
    ...(walk.jumps >= mostJumps ? (['jumps'] as const) : []),
    ...(isMachineSteady(reports) ? (['steady'] as const) : []),
  ]
}

/** How many of its spots, to the decimetre, one other account was at within a minute. Whoever stands still is at one spot. */
async function countTwins({ prisma }: Db, { id, userId }: StepsRewardsWalk): Promise<number> {
  const [found] = await prisma.$queryRaw<{ spots: number }[]>`
    SELECT count(DISTINCT mine.hash)::int AS spots
    FROM steps_rewards_point mine
    JOIN steps_rewards_point theirs ON theirs.hash = mine.hash AND theirs.walk_id <> mine.walk_id
      AND theirs.at BETWEEN mine.at - make_interval(secs => ${withinSeconds}) AND mine.at + make_interval(secs => ${withinSeconds})
    JOIN steps_rewards_walk other ON other.id = theirs.walk_id AND other.user_id <> ${userId}
    WHERE mine.walk_id = ${id}
    GROUP BY other.user_id ORDER BY spots DESC LIMIT 1`
  return found?.spots ?? 0
}
