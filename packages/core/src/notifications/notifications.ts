import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import { correlationId } from '../log/index.ts'
import { emitBundled } from './bundle.ts'
import { editNotifications, withdrawNotifications } from './edit.ts'
import { type EmitDeps, emitMany, emitWhileComposing } from './emit.ts'
import { moveMany } from './move.ts'
import { indexTopics, type TopicIndex } from './topics.ts'
import type { Notifications, Topic } from './types.ts'

export interface NotificationsOptions {
  /** The topics of every feature that is switched on, read when first needed: they are built after this service. */
  topics(): readonly Topic[]
  readonly keyring: Keyring
  readonly clock: Clock
}

/** Creates the writing side of the outbox. Nothing is sent here: a sender finds what was committed. */
export function createNotifications(options: NotificationsOptions): Notifications {
  let topics: TopicIndex | undefined
  const deps: EmitDeps = {
    get topics() {
      topics ??= indexTopics(options.topics())
      return topics
    },
    keyring: options.keyring,
    clock: options.clock,
    correlationId,
  }
  return {
    async emit(tx, intent) {
      const [emitted] = await emitMany(tx, deps, [intent])
      if (!emitted) throw new Error('Nothing was emitted.')
      return emitted
    },
    emitMany: (tx, intents) => emitMany(tx, deps, intents),
    emitWhileComposing: (tx, intents) => emitWhileComposing(tx, deps, intents),
    emitBundled: (tx, intent) => emitBundled(tx, deps, [intent]),
    emitBundledMany: (tx, intents) => emitBundled(tx, deps, intents),
    edit: (tx, id, content) => editNotifications(tx, deps, [{ id, content }]),
    editMany: (tx, edits) => editNotifications(tx, deps, edits),
    async move(tx, move) {
      const [moved] = await moveMany(tx, deps, [move])
      if (!moved) throw new Error('Nothing was moved.')
      return moved
    },
    moveMany: (tx, moves) => moveMany(tx, deps, moves),
    withdraw: (tx, ids) => withdrawNotifications(tx, deps, ids),
  }
}
