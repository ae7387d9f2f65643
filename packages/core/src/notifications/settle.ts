import type { Tx } from '../db/index.ts'
import { type CallOutcome, refusals } from '../telegram/index.ts'
import { createCommitter } from './committer.ts'
import type { Claimed, Finish, OutboxStore } from './outbox-store.ts'
import type { Pauses } from './pauses.ts'
import { HookError, persist } from './persist.ts'
import { toRef } from './prepare.ts'
import type { SenderOptions, SenderTiming } from './sender-options.ts'
import type { FailReason, Topic } from './types.ts'

export interface SettleDeps {
  readonly options: SenderOptions
  readonly timing: SenderTiming
  readonly store: OutboxStore
  readonly pauses: Pauses
  readonly isAbandoned: () => boolean
  /** Counts the end of a delivery. */
  readonly count: (result: string) => void
  readonly count429: (seconds: number) => void
}

/** Wait after a wrong token: an operator has to act, the messages are not at fault. */
const unauthorizedPauseMs = 30_000

/** Refusals of an edit or a deletion that mean "there is nothing left to do". */
function endOfEdit(detail: string): 'sent' | 'dropped' | undefined {
  const { notModified, uneditable, undeletable, notThere } = refusals
  if (notModified.test(detail)) return 'sent'
  return [uneditable, undeletable, notThere].some((gone) => gone.test(detail)) ? 'dropped' : undefined
}

function messageIdOf(result: unknown): bigint | undefined {
  if (typeof result !== 'object' || result === null || !('message_id' in result)) return undefined
  const id = result.message_id
  return typeof id === 'number' && Number.isSafeInteger(id) ? BigInt(id) : undefined
}

/** Writes down how deliveries ended and decides who waits. Every function resolves when its result is committed. */
export function createSettler(deps: SettleDeps) {
  const { options, timing, store, pauses } = deps
  const keep = (work: () => Promise<void>, withoutHook?: () => Promise<void>) =>
    persist(work, { log: options.log, isAbandoned: deps.isAbandoned, ...(withoutHook && { withoutHook }) })
  const commit = createCommitter(async (batch) => {
    let settled: ReadonlySet<bigint> = new Set()
    await keep(async () => {
      settled = await store.finish(batch, options.clock.now())
    })
    return settled
  })

  /** Counted by whoever settles it: an answer that comes after a second sending began changes nothing. */
  const finish = async (row: Claimed, end: Pick<Finish, 'state' | 'reason' | 'messageId'>) => {
    if (await commit({ id: row.id, attempt: row.attempt, content: row.content, onto: row.onto, ...end }))
      deps.count(end.state)
  }
  const requeue = async (row: Claimed, waitMs: number, reason?: string) => {
    await keep(() => store.requeue(row, waitMs, options.clock.now(), reason))
  }

  /** Later messages of the chat wait too. Held after the commit, so that this row is free again before they are. */
  const requeueHolding = async (row: Claimed, waitMs: number, holds: Pick<Pauses, 'holdChat'> = pauses) => {
    await requeue(row, waitMs)
    holds.holdChat(row.chatId, waitMs + 1)
  }

  const fail = async (row: Claimed, topic: Topic | undefined, reason: FailReason) => {
    let settled = false
    const write = async (hooks: boolean) => {
      settled = await options.db.tx((tx) => markFailed(tx, deps, row, reason, hooks ? topic : undefined))
    }
    await keep(
      () => write(true),
      () => write(false),
    )
    if (settled) deps.count(reason)
  }

  /** Surely not executed, or harmless to repeat. */
  const retry = async (row: Claimed, topic: Topic) => {
    deps.count('retry')
    if (row.attempt >= timing.maxAttempts) return fail(row, topic, 'retries-used-up')
    const waitMs = timing.backoffMs(row.attempt)
    await requeueHolding(row, waitMs)
  }

  const migrate = (row: Claimed, newChatId: bigint) =>
    keep(() => options.db.tx((tx) => moveChat(tx, options, row, newChatId)))

  const settle = async (row: Claimed, topic: Topic, outcome: CallOutcome): Promise<void> => {
    if (outcome.kind === 'retry' || outcome.kind === 'in-doubt') pauses.failed()
    else pauses.succeeded()
    switch (outcome.kind) {
      case 'sent': {
        const shown = row.kind === 'delete' ? undefined : messageIdOf(outcome.result)
        // An edit may have ended with another message.
        const messageId = shown === row.messageId ? undefined : shown
        return finish(row, { state: 'sent', ...(messageId !== undefined && { messageId }) })
      }
      case 'rate-limited':
        deps.count429(outcome.retryAfterMs / 1000)
        pauses.rateLimited(row.chatId, outcome.retryAfterMs)
        // Replies to the chat wait as well, and at once.
        options.budget.holdChat(row.chatId, outcome.retryAfterMs)
        return requeueHolding(row, outcome.retryAfterMs, options.budget)
      case 'retry':
        if (outcome.reason !== 'unauthorized') return retry(row, topic)
        options.log.error({ detail: outcome.detail }, 'Telegram refuses the bot token: check BOT_TOKEN. Messages wait')
        pauses.pauseAll(unauthorizedPauseMs)
        return requeue(row, unauthorizedPauseMs)
      case 'in-doubt':
        // Edits and deletions may be repeated without harm, unless they ended in a new message.
        if ((row.kind !== 'send' && !outcome.isOfSend) || topic.errsOn === 'duplicate') return retry(row, topic)
        return fail(row, topic, 'uncertain')
      case 'blocked':
        return fail(row, topic, 'blocked')
      case 'migrated':
        return migrate(row, outcome.newChatId)
      case 'rejected': {
        const end = row.kind === 'send' ? undefined : endOfEdit(outcome.detail)
        if (end) return finish(row, end === 'sent' ? { state: 'sent' } : { state: 'dropped', reason: 'gone' })
        options.log.error(
          { delivery: row.id, topic: row.topic, code: outcome.code, detail: outcome.detail },
          'Telegram rejects a message for good: its text or keyboard is wrong',
        )
        return fail(row, topic, 'rejected')
      }
    }
  }
  return { settle, finish, requeue, fail, retry }
}

async function runHook(name: string, hook: Promise<void> | undefined): Promise<void> {
  try {
    await hook
  } catch (error) {
    throw new HookError(`${name} failed`, { cause: error })
  }
}

/**
 * What an answer says is final, also about a delivery that was given up as uncertain, or waits for its second sending; a doubt
 * adds nothing to a doubt.
 */
function settleable(reason: FailReason): string[] {
  if (reason === 'uncertain') return ['sending']
  return reason === 'rejected' || reason === 'blocked' ? ['sending', 'uncertain', 'pending'] : ['sending', 'uncertain']
}

/** `topic` is left out when its hooks must not run. False when it was settled before. */
async function markFailed(
  tx: Tx,
  { options }: SettleDeps,
  row: Claimed,
  reason: FailReason,
  topic: Topic | undefined,
): Promise<boolean> {
  const { count } = await tx.delivery.updateMany({
    where: { id: row.id, attempts: row.attempt, state: { in: settleable(reason) } },
    data: {
      state: reason === 'uncertain' ? 'uncertain' : 'failed',
      reason,
      // Admins may send an uncertain one again; their "Leave it", or the pruning of deliveries, drops it.
      ...(reason === 'uncertain' ? {} : { content: null }),
      leasedUntil: null,
      retryAt: null,
      finishedAt: options.clock.now(),
    },
  })
  if (count === 0 || !topic) return count > 0
  if (reason === 'blocked') await runHook('onBlocked', options.onBlocked?.(tx, row))
  if (row.kind === 'send') await runHook(`onFailed of topic '${topic.id}'`, topic.onFailed?.(tx, toRef(row), reason))
  return true
}

/** The group has a new id: everything that still waits for the old one follows, this delivery first. */
async function moveChat(tx: Tx, options: SenderOptions, row: Claimed, newChatId: bigint): Promise<void> {
  await tx.delivery.updateMany({
    where: { id: row.id, attempts: row.attempt, state: { in: ['sending', 'uncertain'] } },
    data: { state: 'pending', leasedUntil: null, reason: null, finishedAt: null },
  })
  // An intent that the new chat has too stays where it is: the unique key is what keeps one message one message.
  await tx.$executeRaw`
    UPDATE core_notification n SET chat_id = ${newChatId}
    WHERE n.chat_id = ${row.chatId}
      AND EXISTS (SELECT 1 FROM core_delivery d WHERE d.notification_id = n.id AND d.state = 'pending')
      AND NOT EXISTS (SELECT 1 FROM core_notification o WHERE o.chat_id = ${newChatId}
        AND o.topic = n.topic AND o.entity = n.entity AND o.transition = n.transition)`
  await tx.delivery.updateMany({ where: { chatId: row.chatId, state: 'pending' }, data: { chatId: newChatId } })
  await runHook('onMigrated', options.onMigrated?.(tx, row.chatId, newChatId))
}
