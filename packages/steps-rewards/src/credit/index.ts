import type { Db } from '@bazaar/core/db'
import type { Core, Part } from '@bazaar/core/feature'
import { onJob } from '@bazaar/core/jobs'
import type { Settings } from '../env.ts'
import { walkApproval } from './approval.ts'
import { createCreditBot } from './credit.bot.ts'
import { createDeciding } from './deciding.service.ts'
import { decisionDue } from './decision.job-type.ts'
import { ledger } from './ledger.ts'
import { createSettling, type Settling } from './settling.service.ts'
import { topicId } from './states.ts'

export { endedScreen, pointsButton, walkButton } from './credit.screens.ts'
export { explain, kindText, stepsOf } from './explanation.ts'
export type { Settling } from './settling.service.ts'
export { entityOf, type Flag, shownId, topicId, walkNoun } from './states.ts'

export interface Credit {
  readonly part: Part
  readonly settling: Settling
}

/** What walks are worth: limits of the day, points, explanations, what moderators decide. */
export function createCredit(core: Core, settings: Settings): Credit {
  const settling = createSettling({ ...core, settings })
  const deciding = createDeciding({ ...core, settling })
  return {
    settling,
    part: {
      ...createCreditBot(core),
      ledger,
      topics: [{ id: topicId, lane: 'reservation', errsOn: 'duplicate', isReceipt: true }],
      nouns: [walkApproval(core.db, deciding)],
      jobs: [onJob(decisionDue, { timeoutMs: 60_000, maxAttempts: 10, run: ({ walk }) => deciding.overdue(walk) })],
      status: (userId) => statusLine(core.db, userId),
    },
  }
}

/** For /status_all. */
async function statusLine({ prisma }: Db, userId: bigint) {
  const profile = await prisma.stepsRewardsProfile.findUnique({ where: { userId }, select: { earned: true } })
  if (!profile) return undefined
  const walking = await prisma.stepsRewardsWalk.count({ where: { userId, state: 'ACTIVE' } })
  return { key: 'steps-rewards-status', params: { earned: Number(profile.earned), walking } }
}
