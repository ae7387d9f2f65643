import type { Clock } from '@bazaar/core/clock'
import type { Db, StepsRewardsWalk, Tx } from '@bazaar/core/db'
import type { MessageContent, Notifications, Onto } from '@bazaar/core/notifications'
import { endedScreen, entityOf, explain, topicId } from '../credit/index.ts'
import { isUnsafe, kindOf } from '../points/index.ts'
import { cardScreen, movedScreen, unsafeScreen } from './card.screens.ts'
import { isSharedOn } from './plan.ts'

/** Cards of walks that go on: after what people wait for. */
export const cardTopicId = 'steps-rewards-card'

export interface CardsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly notifications: Notifications
}

export type Cards = ReturnType<typeof createCards>

/** Each walk has one living message: its card, and in the end its receipt. */
export function createCards({ db, clock, notifications }: CardsDeps) {
  async function move(
    tx: Tx,
    walk: StepsRewardsWalk,
    to: { readonly topic: string; readonly transition: string; readonly content: MessageContent; readonly onto?: Onto },
  ): Promise<void> {
    const { id, userId, messageId } = walk
    const moved = await notifications.move(tx, {
      before: messageId ?? undefined,
      to: { ...to, chatId: userId, userId, entity: entityOf(id) },
      rest: movedScreen(walk),
    })
    const data = { messageId: moved.id, shownAt: clock.now() }
    if (moved.created) await tx.stepsRewardsWalk.update({ where: { id }, data })
  }

  return {
    /** The card goes to where its person looks. */
    bring: (tx: Tx, walk: StepsRewardsWalk, transition: string, onto?: Onto) =>
      move(tx, walk, { topic: cardTopicId, transition, content: cardScreen(walk), ...(onto ? { onto } : {}) }),
    /** Shows how things are, silently; a change that still waits is replaced by this one. */
    async redraw(tx: Tx, walk: StepsRewardsWalk): Promise<void> {
      if (walk.messageId !== null) await notifications.edit(tx, walk.messageId, cardScreen(walk))
    },
    /** The same for a walk by its id, if it still goes on. */
    async show(id: bigint): Promise<void> {
      await db.tx(async (tx) => {
        // Or the card would take the place of a receipt that comes at the same moment.
        await tx.$queryRaw`SELECT 1 FROM steps_rewards_walk WHERE id = ${id} FOR UPDATE`
        const walk = await tx.stepsRewardsWalk.findFirst({ where: { id, state: 'ACTIVE' } })
        if (walk && walk.messageId !== null) await notifications.edit(tx, walk.messageId, cardScreen(walk))
      })
    },
    /** The receipt takes the place of the card, and says so where the location is shared on. */
    async end(tx: Tx, walk: StepsRewardsWalk, onto?: Onto): Promise<void> {
      const content = endedScreen(walk, await explain(tx, walk), isSharedOn(walk, clock.now()))
      await move(tx, walk, { topic: topicId, transition: 'ended', content, ...(onto ? { onto } : {}) })
    },
    /** Once for each walk: nobody is to risk anything for points. */
    async warnIfUnsafe(tx: Tx, { id, userId, kind, feelsLike }: StepsRewardsWalk): Promise<void> {
      if (feelsLike === null || !isUnsafe(kindOf(kind), feelsLike)) return
      const content = unsafeScreen(Math.round(feelsLike / 10))
      const to = { topic: topicId, chatId: userId, userId, entity: entityOf(id), transition: 'unsafe' }
      await notifications.emit(tx, { ...to, content })
    },
  }
}
