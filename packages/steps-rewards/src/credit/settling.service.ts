import type { Approvals } from '@bazaar/core/approvals'
import type { Clock } from '@bazaar/core/clock'
import type { Prisma, StepsRewardsWalk, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Jobs } from '@bazaar/core/jobs'
import type { Ledger } from '@bazaar/core/ledger'
import type { Settings } from '../env.ts'
import { kindOf, pointsFor, readRules } from '../points/index.ts'
import { addToDay, lockDay } from './day.repository.ts'
import { decisionDue } from './decision.job-type.ts'
import { postWalk } from './ledger.ts'
import { decideWithinMs, type Flag, walkNoun } from './states.ts'

export interface SettlingDeps {
  readonly clock: Clock
  readonly jobs: Jobs
  readonly ledger: Ledger
  readonly approvals: Approvals
  readonly settings: Pick<Settings, 'STEPS_REWARDS_DAILY_STEPS' | 'STEPS_REWARDS_HAND_STEPS'>
}

/** What a walk came to, before the day's limits. */
export interface Outcome {
  readonly walked: number
  readonly counted: number
  readonly flags: readonly Flag[]
  /** What ends with it: the times, the temperature. */
  readonly data: Prisma.StepsRewardsWalkUpdateInput
  /** Tenths of a degree. */
  readonly feelsLike: number | undefined
}

export type Settling = ReturnType<typeof createSettling>

export function createSettling(deps: SettlingDeps) {
  const { clock, jobs, approvals, settings } = deps

  /** Within the day's limits, whose row stays locked. */
  async function fitIntoDay(tx: Tx, { userId, day, source }: StepsRewardsWalk, counted: number): Promise<number> {
    const total = await lockDay(tx, userId, day)
    const left = settings.STEPS_REWARDS_DAILY_STEPS - total.steps
    const byHand = source === 'hand' ? settings.STEPS_REWARDS_HAND_STEPS - total.handSteps : left
    return Math.max(0, Math.min(counted, left, byHand))
  }

  /** Of a person whose profile is locked. */
  async function hasRoom(tx: Tx, userId: bigint): Promise<boolean> {
    try {
      await approvals.requireRoom(walkNoun, userId, tx)
      return true
    } catch (error) {
      if (error instanceof AppError) return false
      throw error
    }
  }

  /** Into the moderators' queue, which takes few of one person: one more waits until another one is decided. */
  async function submit(tx: Tx, { id, userId }: Pick<StepsRewardsWalk, 'id' | 'userId'>): Promise<void> {
    if (!(await hasRoom(tx, userId))) return
    await approvals.submit(tx, walkNoun, id, userId)
    await tx.stepsRewardsWalk.update({ where: { id }, data: { submittedAt: clock.now() } })
  }

  async function planDecision(tx: Tx, id: bigint): Promise<void> {
    const dueAt = new Date(clock.now().getTime() + decideWithinMs)
    await jobs.enqueue(tx, decisionDue, { walk: id }, { dueAt, key: `${decisionDue.name}:${id}` })
  }

  return {
    /** One was decided, so the one that waits longest for room among its person's own gets its turn. */
    async submitNext(tx: Tx, userId: bigint): Promise<void> {
      const next = await tx.stepsRewardsWalk.findFirst({
        where: { userId, state: 'FLAGGED', submittedAt: null },
        orderBy: { id: 'asc' },
      })
      if (next) await submit(tx, next)
    },
    /** Ends a walk whose row, and whose person's profile, are locked: it is credited, or waits for a moderator, or came to nothing. */
    async settle(tx: Tx, walk: StepsRewardsWalk, outcome: Outcome): Promise<StepsRewardsWalk> {
      const { id } = walk
      const { version, rules } = await readRules(tx)
      const credited = await fitIntoDay(tx, walk, outcome.counted)
      const formula = pointsFor(rules, kindOf(walk.kind), credited, outcome.feelsLike)
      const isEmpty = formula.points === 0n
      const isFlagged = !isEmpty && outcome.flags.length > 0
      const state = isEmpty ? 'EMPTY' : isFlagged ? 'FLAGGED' : 'CREDITED'
      if (!isEmpty) await addToDay(tx, walk, credited)
      const settledAt = isFlagged ? null : clock.now()
      const ended = await tx.stepsRewardsWalk.update({
        where: { id },
        data: {
          ...outcome.data,
          ...{ state, settledAt, anchor: null, flags: [...outcome.flags], settingsVersion: version },
          ...{ walkedSteps: outcome.walked, countedSteps: outcome.counted, creditedSteps: isEmpty ? 0 : credited },
          points: formula.points,
        },
      })
      if (settledAt) await tx.stepsRewardsTrack.updateMany({ where: { walkId: id }, data: { settledAt } })
      if (state === 'CREDITED') await postWalk(deps, tx, ended, formula.points)
      if (state !== 'FLAGGED') return ended
      await submit(tx, ended)
      await planDecision(tx, id)
      return ended
    },
  }
}
