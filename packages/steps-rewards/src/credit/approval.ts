import type { Db } from '@bazaar/core/db'
import type { Noun } from '@bazaar/core/nouns'
import { key } from '../text.ts'
import type { Deciding } from './deciding.service.ts'
import { kindText, stepsOf } from './explanation.ts'
import { walkNoun } from './states.ts'

/** Flagged walks in /pending: figures and reasons, never where it was. */
export function walkApproval({ prisma }: Pick<Db, 'prisma'>, deciding: Deciding): Noun {
  return {
    id: walkNoun,
    letter: 'K',
    title: key('walk-waits'),
    decide: {
      by: 'moderator',
      async card(id) {
        const walk = await prisma.stepsRewardsWalk.findUniqueOrThrow({ where: { id } })
        const { endedAt, startedAt, walkedSteps, creditedSteps, points, jumps, flags, source } = walk
        const { notCounted } = stepsOf(walk)
        return key('pending', {
          ...{ source, kind: kindText(walk), jumps, fast: notCounted.fast },
          ...{ walked: walkedSteps ?? 0, credited: creditedSteps ?? 0, points: Number(points ?? 0n) },
          seconds: { duration: Math.round(((endedAt ?? startedAt).getTime() - startedAt.getTime()) / 1000) },
          reasons: { lines: flags.map((flag) => key(`flag-${flag}`)) },
        })
      },
      onApproved: (tx, id, { actorId }) => deciding.approve(tx, id, actorId),
      onRejected: (tx, id, rejection) => deciding.reject(tx, id, rejection),
    },
  }
}
