import type { Clock } from '../clock/index.ts'
import { type Tx, takeTurn } from '../db/index.ts'
import type { ButtonSpec, Notifications, Topic } from '../notifications/index.ts'
import type { Users } from '../users/index.ts'
import { shown } from './answers.ts'
import type { DecidableNoun } from './types.ts'

const entityOf = (kind: string): string => `queue:${kind}`

/** What those who may decide are told about the queue of /pending. */
export const queueTopic: Topic = {
  id: 'core-queue',
  lane: 'alert',
  errsOn: 'duplicate',
  // Deferred by an outage: by then somebody may have decided everything.
  async revalidate(tx, { entity }) {
    const kind = entity.slice(entity.indexOf(':') + 1)
    const waiting = await tx.approval.findFirst({ where: { kind, state: 'pending' }, select: { id: true } })
    return waiting ? 'send' : 'drop'
  },
}

export interface QueueNoticesDeps {
  readonly clock: Clock
  readonly users: Pick<Users, 'listReachable'>
  readonly notifications: Notifications
  /** Opens the queue. */
  readonly button: ButtonSpec
}

/** Something that waits for a decision. */
export interface QueueEntry {
  readonly id: bigint
  readonly noun: DecidableNoun
  readonly entityId: bigint
}

/** Tells whoever may decide that something waits: once per person and queue, until they look or the queue has been empty. */
export interface QueueNotices {
  /** In the transaction that puts the entry into the queue. @param asker who has approved it by sending it, and waits for somebody else */
  tell(tx: Tx, entry: QueueEntry, asker: bigint | undefined): Promise<void>
  /**
   * In the transaction that counts an approval after which another person's is needed: those who have not approved are told.
   * @returns how many they are
   */
  tellAgain(tx: Tx, entry: QueueEntry, approvers: readonly bigint[]): Promise<number>
}

export function createQueueNotices({ clock, users, notifications, button }: QueueNoticesDeps): QueueNotices {
  const emit = (tx: Tx, people: readonly bigint[], { id, noun, entityId }: QueueEntry, news: 'waits' | 'counted') => {
    const params = { what: { text: noun.title }, id: shown(noun.letter, entityId) }
    const content = { text: { key: `core-queue-${news}`, params }, keyboard: [[button]] }
    const intent = { topic: queueTopic.id, entity: entityOf(noun.id), transition: `${news}:${id}`, content }
    return notifications.emitMany(
      tx,
      people.map((userId) => ({ ...intent, chatId: userId, userId })),
    )
  }

  return {
    async tell(tx, entry, asker) {
      const { id, noun } = entry
      const kind = noun.id
      const deciders = (await users.listReachable(noun.decide.by)).filter((person) => person.id !== asker)
      // Of two entries at once the second one must see that the first one was told.
      await takeTurn(tx, `core:${entityOf(kind)}`)
      const others = await tx.approval.count({ where: { kind, state: 'pending', id: { not: id } } })
      if (others === 0) await tx.queueNotice.deleteMany({ where: { kind } })
      const told = await tx.queueNotice.createManyAndReturn({
        data: deciders.map((person) => ({ userId: person.id, kind, toldAt: clock.now() })),
        skipDuplicates: true,
        select: { userId: true },
      })
      await emit(
        tx,
        told.map(({ userId }) => userId),
        entry,
        'waits',
      )
    },
    async tellAgain(tx, entry, approvers) {
      const deciders = await users.listReachable(entry.noun.decide.by)
      const others = deciders.map(({ id }) => id).filter((id) => !approvers.includes(id))
      await emit(tx, others, entry, 'counted')
      return others.length
    },
  }
}
