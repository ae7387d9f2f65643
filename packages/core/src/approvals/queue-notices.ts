import type { Clock } from '../clock/index.ts'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { ButtonSpec, Notifications, Topic } from '../notifications/index.ts'
import type { Users } from '../users/index.ts'

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

export interface QueueEntry {
  readonly id: bigint
  readonly kind: string
  /** What it is, in a word or two. */
  readonly title: TextSpec
  /** As people write it: `B12`. */
  readonly shown: string
}

/** Tells whoever may decide that something waits: once per person and queue, until they look or the queue has been empty. */
export interface QueueNotices {
  /** In the transaction that puts the entry into the queue. */
  tell(tx: Tx, entry: QueueEntry): Promise<void>
}

export function createQueueNotices({ clock, users, notifications, button }: QueueNoticesDeps): QueueNotices {
  return {
    async tell(tx, { id, kind, title, shown }) {
      const deciders = await users.listReachable('moderator')
      // Of two entries at once the second one must see that the first one was told.
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`core:${entityOf(kind)}`}))::text`
      const others = await tx.approval.count({ where: { kind, state: 'pending', id: { not: id } } })
      if (others === 0) await tx.queueNotice.deleteMany({ where: { kind } })
      const told = await tx.queueNotice.createManyAndReturn({
        data: deciders.map((person) => ({ userId: person.id, kind, toldAt: clock.now() })),
        skipDuplicates: true,
        select: { userId: true },
      })
      const text: TextSpec = { key: 'core-queue-waits', params: { what: { text: title }, id: shown } }
      const content = { text, keyboard: [[button]] }
      await notifications.emitMany(
        tx,
        told.map(({ userId }) => ({
          topic: queueTopic.id,
          chatId: userId,
          userId,
          entity: entityOf(kind),
          transition: `waits:${id}`,
          content,
        })),
      )
    },
  }
}
