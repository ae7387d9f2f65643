import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import type { Db } from '../db/index.ts'
import { type Logger, newCorrelationId, withCorrelation } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { LimitDecision, LimitRule, Limits, Locks } from '../redis/index.ts'
import type { Person, Users } from '../users/index.ts'
import { createBatcher } from './batch.ts'
import type { Arrival, Inbox, Unfinished } from './inbox.ts'
import type { BotContext } from './types.ts'
import { readUpdate, type UpdateFacts } from './update-facts.ts'

/** An update of ours, recorded and leased, with what the intake learned about it. */
export interface Taken {
  readonly update: Update
  readonly facts: UpdateFacts
  readonly person: Person | undefined
  readonly decision: LimitDecision
}

export interface IntakeOptions {
  readonly bot: Bot<BotContext>
  readonly inbox: Inbox
  readonly db: Db
  readonly users: Users
  readonly limits: Limits
  /** Per-chat exclusion across processes; absent when this process is the only one that handles updates (polling). */
  readonly locks: Locks | undefined
  readonly rule: LimitRule
  readonly metrics: PlatformMetrics
  readonly log: Logger
  /** Turns what a handler threw into a reply; never throws. */
  replyToError(thrown: unknown): Promise<void>
}

export interface Intake {
  /** Records a batch; answers what is ours to handle, in order. */
  take(updates: readonly Update[]): Promise<readonly Taken[]>
  handle(taken: Taken): Promise<void>
  /** Webhook: records, handles, and answers what Telegram should do. Calls of one moment share their statements. */
  deliver(update: Update): Promise<'done' | { readonly retryAfterSeconds: number }>
  /** Handles updates that a dead process left, in order. Returns how many. */
  finish(left: readonly Unfinished[]): Promise<number>
  /** What is known about the update that a context carries. */
  of(update: Update): Taken | undefined
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>
}

/** An update that took its process down this often is given up, so that one message cannot keep the bot from starting. */
const maxAttempts = 3
const lockTtlMs = 30_000
const lockWaitMs = 20_000

export function createIntake(options: IntakeOptions): Intake {
  const { bot, inbox, users, limits, rule, metrics, log } = options
  const known = new WeakMap<Update, Taken>()
  const running = new Set<Promise<void>>()
  const markDone = createBatcher<number, true>(async (ids) => {
    await inbox.done(ids)
    return ids.map(() => true)
  })
  const arriveOne = createBatcher<Update, Admitted>((updates) => admit(updates))

  /** Two round trips for any number of updates: the inbox, and the per-person limit of the fresh ones. */
  async function admit(updates: readonly Update[]): Promise<readonly Admitted[]> {
    const arrivals = await inbox.arrive(updates)
    const facts = updates.map(readUpdate)
    const counted = facts.flatMap(({ from }, index) =>
      from && arrivals[index]?.outcome === 'fresh' ? [{ index, id: from.id }] : [],
    )
    const decisions = await limits.hitMany(counted.map(({ id }) => ({ key: `updates:${id}`, rule })))
    const byIndex = new Map(counted.map(({ index }, position) => [index, decisions[position]]))
    return updates.map((update, index) => {
      const fact = facts[index] ?? readUpdate(update)
      return {
        update,
        facts: fact,
        arrival: arrivals[index] ?? { outcome: 'busy' },
        decision: byIndex.get(index) ?? unlimited,
      }
    })
  }

  async function run(taken: Taken): Promise<void> {
    const { update, facts, person } = taken
    known.set(update, taken)
    const startedAt = performance.now()
    metrics.updates.inc({ kind: facts.kind })
    try {
      if (facts.opensPrivateChat && person && person.reachability !== 'reachable')
        await options.db.tx((tx) => users.setReachability(tx, person.id, 'reachable'))
      await exclusively(taken, () => bot.handleUpdate(update))
    } catch (error) {
      await options.replyToError(error)
    }
    metrics.handlerSeconds.observe((performance.now() - startedAt) / 1000)
    await markDone(update.update_id)
  }

  async function exclusively({ facts }: Taken, work: () => Promise<void>): Promise<void> {
    if (!options.locks) return work()
    const key = `chat:${facts.chat?.id ?? facts.from?.id ?? 0}`
    const done = await options.locks.withLock(key, { ttlMs: lockTtlMs, waitMs: lockWaitMs }, work)
    if (!done)
      throw new Error(
        `The chat lock ${key} was not free within ${lockWaitMs / 1000} s: a handler hangs in another process`,
      )
  }

  function handle(taken: Taken): Promise<void> {
    const task = withCorrelation(newCorrelationId(), () => run(taken)).finally(() => running.delete(task))
    running.add(task)
    return task
  }

  return {
    async take(updates) {
      if (updates.length === 0) return []
      return (await admit(updates)).flatMap(toTaken)
    },
    handle,
    async deliver(update) {
      const admitted = await arriveOne(update)
      if (admitted.arrival.outcome === 'busy') return { retryAfterSeconds: 1 }
      for (const taken of toTaken(admitted)) await handle(taken)
      return 'done'
    },
    async finish(left) {
      for (const { update, attempts } of left) {
        if (attempts > maxAttempts) {
          log.error({ updateId: update.update_id, attempts }, 'an update is given up: it ended its process every time')
          await markDone(update.update_id)
        } else await handle(await reread(update))
      }
      return left.length
    },
    of: (update) => known.get(update),
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }

  async function reread(update: Update): Promise<Taken> {
    const facts = readUpdate(update)
    const person = facts.from ? await users.find(BigInt(facts.from.id)) : undefined
    return { update, facts, person, decision: unlimited }
  }
}

interface Admitted {
  readonly update: Update
  readonly facts: UpdateFacts
  readonly arrival: Arrival
  readonly decision: LimitDecision
}

const unlimited: LimitDecision = { allowed: true, remaining: 1 }

function toTaken({ update, facts, arrival, decision }: Admitted): Taken[] {
  return arrival.outcome === 'fresh' ? [{ update, facts, person: arrival.person, decision }] : []
}
