import type { Approvals } from '@bazaar/core/approvals'
import type { Clock } from '@bazaar/core/clock'
import type { Db, StepsRewardsWalk, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Ledger } from '@bazaar/core/ledger'
import type { MessageContent, Notifications } from '@bazaar/core/notifications'
import { holdProfile } from '../profile/index.ts'
import { key } from '../text.ts'
import { creditButton, walkButton } from './credit.screens.ts'
import { addToDay, lockDay } from './day.repository.ts'
import { postWalk } from './ledger.ts'
import type { Settling } from './settling.service.ts'
import { entityOf, shownId, topicId, walkNoun } from './states.ts'

export interface DecidingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ledger: Ledger
  readonly approvals: Approvals
  readonly notifications: Notifications
  readonly settling: Pick<Settling, 'submitNext'>
}

export interface Rejection {
  readonly actorId: bigint
  readonly reason: string
}

export type Deciding = ReturnType<typeof createDeciding>

/** What becomes of flagged walks. */
export function createDeciding(deps: DecidingDeps) {
  const { db, clock, approvals, notifications, settling } = deps

  /** Nothing once it is decided. */
  async function lockFlagged(tx: Tx, id: bigint): Promise<StepsRewardsWalk | undefined> {
    const found = await tx.stepsRewardsWalk.findUnique({ where: { id }, select: { userId: true } })
    if (!found) return undefined
    await holdProfile(tx, found.userId)
    await tx.$queryRaw`SELECT 1 FROM steps_rewards_walk WHERE id = ${id} FOR UPDATE`
    return (await tx.stepsRewardsWalk.findFirst({ where: { id, state: 'FLAGGED' } })) ?? undefined
  }

  async function end(tx: Tx, { id }: StepsRewardsWalk, state: 'CREDITED' | 'REJECTED'): Promise<StepsRewardsWalk> {
    const settledAt = clock.now()
    await tx.stepsRewardsTrack.updateMany({ where: { walkId: id }, data: { settledAt } })
    return tx.stepsRewardsWalk.update({ where: { id }, data: { state, settledAt } })
  }

  async function tell(tx: Tx, { id, userId }: StepsRewardsWalk, transition: string, content: MessageContent) {
    await notifications.emit(tx, { topic: topicId, chatId: userId, userId, entity: entityOf(id), transition, content })
  }

  async function credit(tx: Tx, walk: StepsRewardsWalk): Promise<void> {
    const points = walk.points ?? 0n
    await end(tx, walk, 'CREDITED')
    await postWalk(deps, tx, walk, points)
    const params = { id: shownId(walk.id), points: Number(points) }
    await tell(tx, walk, 'released', { text: key('released', params), keyboard: [[creditButton(walk.id)]] })
    await settling.submitNext(tx, walk.userId)
  }

  /** @returns whether it is settled; no: it entered the queue meanwhile */
  function creditByTime(id: bigint): Promise<boolean> {
    return db.tx(async (tx) => {
      const found = await tx.stepsRewardsWalk.findUnique({ where: { id }, select: { submittedAt: true } })
      // In the order of whoever decides: the entry in the queue, then the walk.
      await approvals.withdraw(tx, walkNoun, id)
      const walk = await lockFlagged(tx, id)
      if (walk?.submittedAt && !found?.submittedAt) return false
      if (walk) await credit(tx, walk)
      return true
    })
  }

  /** @throws AppError: nobody decides about a walk of their own */
  async function lockForDecision(tx: Tx, id: bigint, actorId: bigint): Promise<StepsRewardsWalk | undefined> {
    const walk = await lockFlagged(tx, id)
    if (walk?.userId === actorId) throw new AppError('steps-rewards-own-walk', {}, 403)
    return walk
  }

  return {
    async approve(tx: Tx, id: bigint, actorId: bigint): Promise<void> {
      const walk = await lockForDecision(tx, id, actorId)
      if (walk) await credit(tx, walk)
    },
    /** What it took of the day's limit is free again. */
    async reject(tx: Tx, id: bigint, { actorId, reason }: Rejection): Promise<void> {
      const walk = await lockForDecision(tx, id, actorId)
      if (!walk) return
      await lockDay(tx, walk.userId, walk.day)
      await addToDay(tx, walk, -(walk.creditedSteps ?? 0))
      await end(tx, walk, 'REJECTED')
      const text = key('rejected', { id: shownId(id), reason })
      await tell(tx, walk, 'rejected', { text, keyboard: [[walkButton]] })
      await settling.submitNext(tx, walk.userId)
    },
    /** Nobody decided in time: in doubt for the walker, whether or not it had its turn in the queue. */
    async overdue(id: bigint): Promise<void> {
      while (!(await creditByTime(id)));
    },
  }
}
