import { type Bot, BotError } from 'grammy'
import type { Update } from 'grammy/types'
import { type Db, isConnectionLost } from '../db/index.ts'
import { type Logger, newCorrelationId, withCorrelation } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { LimitDecision, LimitRule, Limits, Locks } from '../redis/index.ts'
import type { Person, Users } from '../users/index.ts'
import { createBatcher } from './batch.ts'
import type { Arrival, Inbox, Unfinished } from './inbox.ts'
import { logGivenUp, maxAttempts } from './inbox-repeats.ts'
import type { PressAnswers } from './press-answers.ts'
import { createSecondTries } from './second-tries.ts'
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
  readonly presses: PressAnswers
  readonly metrics: PlatformMetrics
  readonly log: Logger
  /** Turns what a handler threw into a reply; never throws. */
  replyToError(thrown: unknown): Promise<void>
}

export interface Intake {
  /** Records a batch; answers what is ours to handle, in order. */
  take(updates: readonly Update[]): Promise<readonly Taken[]>
  handle(taken: Taken): Promise<Ending>
  /** Webhook: records, handles, and answers what Telegram should do. Calls of one moment share their statements. */
  deliver(update: Update): Promise<'done' | { readonly retryAfterSeconds: number }>
  /** Handles updates that a dead process left, in order. Returns how many. */
  finish(left: readonly Unfinished[]): Promise<number>
  /** What is known about the update that a context carries. */
  of(update: Update): Taken | undefined
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>
  /** No more second tries; then as `idle`. */
  close(): Promise<void>
}

/** `later`: nothing was decided (the database went away, the chat was busy too long); it is handled again. */
export type Ending = 'done' | 'later'

const lockTtlMs = 30_000
const lockWaitMs = 20_000

export function createIntake(options: IntakeOptions): Intake {
  const { bot, inbox, users, limits, rule, metrics, log } = options
  const known = new WeakMap<Update, Taken>()
  const running = new Set<Promise<Ending>>()
  const markDone = createBatcher<number, true>(async (ids) => {
    await inbox.done(ids)
    return ids.map(() => true)
  })
  const secondTries = createSecondTries({ inbox, log, markDone, finish })
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

  async function run(taken: Taken): Promise<Ending> {
    const { update, facts, person } = taken
    known.set(update, taken)
    const startedAt = performance.now()
    metrics.updates.inc({ kind: facts.kind })
    let ending: Ending = 'done'
    try {
      if (facts.opensPrivateChat && person && person.reachability !== 'reachable')
        await options.db.tx((tx) => users.setReachability(tx, person.id, 'reachable'))
      ending = await options.presses.guard(update, () => exclusively(taken, () => bot.handleUpdate(update)))
    } catch (thrown) {
      const error = thrown instanceof BotError ? thrown.error : thrown
      if (isConnectionLost(error)) {
        secondTries.handle(update, error)
        return 'later'
      }
      await options.replyToError(thrown)
    }
    metrics.handlerSeconds.observe((performance.now() - startedAt) / 1000)
    return ending === 'later' ? giveBack(update) : settle(update)
  }

  async function settle(update: Update): Promise<Ending> {
    try {
      await markDone(update.update_id)
      return 'done'
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      secondTries.mark(update.update_id)
      return 'later'
    }
  }

  async function giveBack(update: Update): Promise<Ending> {
    log.warn({ updateId: update.update_id }, 'the chat was busy in another process; the update is handled later')
    await inbox.release(update.update_id).catch((error: unknown) => secondTries.handle(update, error))
    return 'later'
  }

  async function exclusively({ facts }: Taken, work: () => Promise<void>): Promise<Ending> {
    if (!options.locks) {
      await work()
      return 'done'
    }
    const key = `chat:${facts.chat?.id ?? facts.from?.id ?? 0}`
    const held = await options.locks.withLock(key, { ttlMs: lockTtlMs, waitMs: lockWaitMs }, work)
    return held ? 'done' : 'later'
  }

  function handle(taken: Taken): Promise<Ending> {
    const task = withCorrelation(newCorrelationId(), () => run(taken)).finally(() => running.delete(task))
    running.add(task)
    return task
  }

  async function finish(left: readonly Unfinished[]): Promise<number> {
    for (const [index, one] of left.entries()) {
      try {
        await finishOne(one)
      } catch (error) {
        for (const { update } of left.slice(index)) inbox.abandon(update.update_id)
        throw error
      }
    }
    return left.length
  }

  async function finishOne({ update, attempts, orphaned }: Unfinished): Promise<void> {
    if (orphaned && attempts >= maxAttempts) {
      logGivenUp(log, update.update_id)
      await markDone(update.update_id)
      return
    }
    if (orphaned) await inbox.begin(update.update_id)
    await handle(await reread(update))
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.allSettled(running)
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
      const [taken] = toTaken(admitted)
      const ending = taken ? await handle(taken) : 'done'
      return ending === 'done' ? 'done' : { retryAfterSeconds: 1 }
    },
    finish,
    of: (update) => known.get(update),
    idle,
    async close() {
      secondTries.close()
      await idle()
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
