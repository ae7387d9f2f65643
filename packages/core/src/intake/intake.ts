import { type Bot, BotError } from 'grammy'
import type { Update } from 'grammy/types'
import { createBatcher } from '../batch/index.ts'
import { type Db, isConnectionLost } from '../db/index.ts'
import type { Locks } from '../locks/index.ts'
import { type Logger, newCorrelationId, withCorrelation } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { Users } from '../users/index.ts'
import { type Admitted, createAdmit, type Fresh, toFresh } from './admit.ts'
import type { AdmittedUpdate } from './admitted-update.ts'
import { createFindDialogue, type Dialogue } from './dialogues.ts'
import { createExclusion } from './exclusion.ts'
import { createFreshness } from './freshness.ts'
import { createGiveUp } from './give-up.ts'
import type { Inbox, Unfinished } from './inbox.ts'
import { createRefuse, crowded, type IntakeLimitsOptions } from './intake-limits.ts'
import { type Lanes, LanesClosedError } from './lanes.ts'
import { createResume } from './left-updates.ts'
import type { PaymentPhase } from './payment-phase.ts'
import type { PressAnswers } from './press-answers.ts'
import { createSecondTries } from './second-tries.ts'
import { lanesOf } from './update-facts.ts'

type Facts = Pick<AdmittedUpdate, 'update' | 'facts'>

const none: Dialogue = { conversation: false, form: false }

export interface IntakeOptions extends IntakeLimitsOptions {
  readonly bot: Pick<Bot, 'botInfo' | 'isInited' | 'handleUpdate'>
  readonly inbox: Inbox
  readonly db: Db
  readonly users: Users
  /** Per-chat exclusion across processes; absent when this process is the only one that handles updates (polling). */
  readonly locks: Locks | undefined
  /** Messages may be answered before they are handled, so the next one of the chat may come meanwhile: it gives way, since locks are no queue. */
  readonly givesWay: boolean
  /** Updates of one chat, and of one person across chats, are handled in order. */
  readonly lanes: Lanes
  readonly presses: PressAnswers
  readonly payments: PaymentPhase
  readonly metrics: PlatformMetrics
  readonly log: Logger
  /** Turns what a handler threw into a reply; never throws. @param isUnasked the person said nothing, so nobody answers: it is only logged */
  replyToError(thrown: unknown, isUnasked: boolean): Promise<void>
}

/** How long a webhook call waits for its handler; left out: to its end. */
export interface WebhookPatience {
  /** Telegram opens few connections, and a busy group has many people who press. */
  readonly pressMs?: number
  /** Until a message is answered, Telegram keeps back the next one of that chat, and so their order; but also what was paid. */
  readonly messageMs?: number
}

export interface Intake {
  /** Records a batch; answers what is ours to handle, in order. */
  take(updates: readonly Update[]): Promise<readonly Fresh[]>
  /** Handles a batch; resolves when there is room for more. */
  accept(batch: readonly Fresh[]): Promise<void>
  /**
   * Webhook: records, handles, and answers what Telegram should do. Calls of one moment share their statements. What is not handled
   * within its patience is answered with `done`, because it is recorded.
   */
  deliver(update: Update, patience?: WebhookPatience): Promise<'done' | { readonly retryAfterSeconds: number }>
  /** Takes up updates that a dead process left: whatever arrives later comes after them. Does not wait for their end. */
  resume(left: readonly Unfinished[]): void
  /** What is known about the update that a context carries. */
  of(update: Update): AdmittedUpdate | undefined
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>
  /** Nothing begins any more, and what waits is left; then as `idle`. */
  close(): Promise<void>
}

/**
 * `later`: nothing was decided (the database went away, the chat was busy too long); it is handled again. `left`: this
 * process was asked to stop while it waited; the next one handles it.
 */
export type Ending = 'done' | 'later' | 'left'

export function createIntake(options: IntakeOptions): Intake {
  const { bot, inbox, users, lanes, payments, metrics, log } = options
  const known = new WeakMap<Update, AdmittedUpdate>()
  const running = new Set<Promise<Ending>>()
  const markDone = createBatcher<number, true>(async (ids) => {
    await inbox.done(ids)
    return ids.map(() => true)
  })
  const findDialogue = createFindDialogue(options.db)
  const freshness = createFreshness()
  const giveUp = createGiveUp({ payments, metrics, log, markDone })
  const resume = createResume({ inbox, users, giveUp, findDialogue, start, unfinished })
  const secondTries = createSecondTries({ inbox, markDone, resume })
  const ownName = (): string | undefined => (bot.isInited() ? bot.botInfo.username : undefined)
  const admit = createAdmit({ inbox, payments, giveUp, refuse: createRefuse(options), freshness, ownName })
  const exclusively = createExclusion(options)
  const arriveOne = createBatcher<Update, Admitted>(admit)

  /** @param load what is to be handled, asked for when its turn comes */
  async function run(
    { update, facts }: Facts,
    lane: readonly string[],
    load: () => Promise<AdmittedUpdate>,
  ): Promise<Ending> {
    metrics.updates.inc({ kind: facts.kind })
    let ending: 'done' | 'later' | 'early' = 'done'
    try {
      if (facts.isPayment) await takePayment(load)
      else
        ending = await options.presses.guard(update, () =>
          lanes.run(lane, () => exclusively({ update, facts }, lane.length > 0, () => carryOut(lane, load))),
        )
    } catch (thrown) {
      const error = thrown instanceof BotError ? thrown.error : thrown
      if (error instanceof LanesClosedError) return leave(update)
      if (isConnectionLost(error) || facts.isPayment) return again(update, error)
      await options.replyToError(thrown, facts.liveMove !== undefined)
    }
    if (ending === 'early') return giveWay(update)
    return ending === 'later' ? giveBack(update) : settle(update)
  }

  async function carryOut(lane: readonly string[], load: () => Promise<AdmittedUpdate>): Promise<void> {
    const startedAt = performance.now()
    const taken = await load()
    const { update } = taken
    known.set(update, taken)
    try {
      await welcomeBack(taken)
      await bot.handleUpdate(update)
    } finally {
      freshness.handled(lane)
      metrics.handlerSeconds.observe((performance.now() - startedAt) / 1000)
    }
  }

  async function welcomeBack({ facts, person }: AdmittedUpdate): Promise<void> {
    if (facts.opensPrivateChat && person && person.reachability !== 'reachable')
      await options.db.tx((tx) => users.setReachability(tx, person.id, 'reachable'))
  }

  /** Money first. */
  async function takePayment(load: () => Promise<AdmittedUpdate>): Promise<void> {
    const taken = await load()
    await payments.handle(taken)
    await welcomeBack(taken)
  }

  /** Nothing was decided. What is about money is never dropped, whatever the error. */
  function again(update: Update, error: unknown): Ending {
    const about = { error, updateId: update.update_id }
    if (isConnectionLost(error)) log.warn(about, 'the database went away; the update is handled again')
    else {
      metrics.countError('payment')
      log.error(about, 'a payment could not be recorded; it is handled again')
    }
    secondTries.handle(update)
    return 'later'
  }

  async function settle(update: Update): Promise<Ending> {
    secondTries.forget(update.update_id)
    try {
      await markDone(update.update_id)
      return 'done'
    } catch (error) {
      if (!isConnectionLost(error)) throw error
      secondTries.mark(update.update_id)
      return 'later'
    }
  }

  /** With webhooks it is free at once for whoever gets it delivered next; else the next process takes all there is. */
  async function leave(update: Update): Promise<Ending> {
    if (options.locks) await inbox.release(update.update_id).catch(unfinished)
    return 'left'
  }

  async function giveBack(update: Update): Promise<Ending> {
    log.warn({ updateId: update.update_id }, 'the chat was busy in another process; the update is handled later')
    await inbox.release(update.update_id).catch((error: unknown) => again(update, error))
    return 'later'
  }

  /** Ours still, so that it comes soon after the older one, whether or not Telegram delivers it again. */
  function giveWay(update: Update): Ending {
    secondTries.handle(update)
    return 'later'
  }

  function start(what: Facts, lane: readonly string[], load: () => Promise<AdmittedUpdate>): Promise<Ending> {
    const task = withCorrelation(newCorrelationId(), () => run(what, lane, load)).finally(() => running.delete(task))
    running.add(task)
    return task
  }

  function handle({ dialogue, readAt, ...taken }: Fresh): Promise<Ending> {
    const { facts } = taken
    const lane = lanesOf(facts)
    const refusal = taken.refusal ?? (facts.asks && lanes.isFull(lane) ? crowded(facts) : undefined)
    // What is refused does nothing, so it need not wait for its turn.
    if (refusal) return start(taken, [], async () => ({ ...taken, dialogue: none, refusal }))
    const dialogueNow = async () => {
      // Nobody answers a question by walking on.
      if (facts.liveMove) return none
      return dialogue && freshness.holds(readAt, lane) ? dialogue : findDialogue(facts)
    }
    return start(taken, lane, async () => {
      return { ...taken, dialogue: await dialogueNow() }
    })
  }

  /** How it ended, or `done` when that takes too long: it is recorded, so it is handled whatever happens. */
  async function patiently(handled: Promise<Ending>, ms: number | undefined): Promise<Ending> {
    if (ms === undefined) return handled
    let timer: NodeJS.Timeout | undefined
    const over = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)))
    const ending = await Promise.race([handled, over]).finally(() => clearTimeout(timer))
    if (ending === undefined) handled.catch(unfinished)
    return ending ?? 'done'
  }

  function unfinished(error: unknown): void {
    log.error({ error }, 'an update could not be finished; it is tried again at the next start')
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.allSettled(running)
  }

  return {
    async take(updates) {
      if (updates.length === 0) return []
      return (await admit(updates)).flatMap(toFresh)
    },
    async accept(batch) {
      for (const taken of batch) handle(taken).catch(unfinished)
      await lanes.room()
    },
    async deliver(update, { pressMs, messageMs } = {}) {
      const admitted = await arriveOne(update)
      if (admitted.arrival.outcome === 'busy') return { retryAfterSeconds: 1 }
      const [taken] = toFresh(admitted)
      const ending = taken ? await patiently(handle(taken), taken.update.callback_query ? pressMs : messageMs) : 'done'
      return ending === 'done' ? 'done' : { retryAfterSeconds: 1 }
    },
    resume,
    of: (update) => known.get(update),
    idle,
    async close() {
      lanes.close()
      payments.close()
      secondTries.close()
      giveUp.close()
      await idle()
    },
  }
}
