import { newCorrelationId, withCorrelation } from '../log/index.ts'
import { PhotoUnreadableError } from '../photos/index.ts'
import type { CallOutcome } from '../telegram/index.ts'
import type { Carry } from './message-calls.ts'
import { type Claimed, createOutboxStore } from './outbox-store.ts'
import { createPauses } from './pauses.ts'
import { planDelivery } from './prepare.ts'
import type { SenderOptions, SenderTiming } from './sender-options.ts'
import type { SendingState } from './sending-state.ts'
import { createSettler } from './settle.ts'
import { indexTopics } from './topics.ts'
import { createWaker } from './waker.ts'

const recoverEveryMs = 1_000
/** Chats that cool down end at all times; looking again for each of them would be a query every few milliseconds. */
const shortestWaitMs = 40
const heldMs = 86_400_000
/** How long a drain waits for the leadership. */
export const leadershipWaitMs = 2_000

/** The loop of the leading sender: claims what the budget allows, starts a delivery for each, sleeps. */
export function createPump(options: SenderOptions, timing: SenderTiming, state: SendingState) {
  const store = createOutboxStore(options.db.pool)
  const topics = indexTopics(options.topics)
  const pauses = createPauses()
  const waker = createWaker()
  const { inFlight, preparing } = state
  let leading = false
  let abandonAt = Number.POSITIVE_INFINITY
  let mustStop = () => false
  // Who waits for "nothing is due" asks with a new number; an answer counts only when it was looked up after the question.
  let asked = 0
  let answered = 0
  const settler = createSettler({
    options,
    timing,
    store,
    pauses,
    isAbandoned: () => Date.now() >= abandonAt,
    count: state.count,
    count429: state.count429,
  })

  const carryOut = async (carry: Carry): Promise<CallOutcome> => {
    try {
      return await carry(options.call)
    } catch (error) {
      // Telegram has nothing to do with it: only this message is tried again.
      if (error instanceof PhotoUnreadableError) throw error
      options.log.error({ err: error }, 'A call to Telegram ended in a way that nobody foresaw')
      return { kind: 'in-doubt', detail: 'unforeseen' }
    }
  }

  const deliver = async (row: Claimed): Promise<void> => {
    try {
      const plan = await planDelivery(options, topics, store, row)
      if (plan.kind === 'drop') return await settler.finish(row, { state: 'dropped', reason: plan.reason })
      if (plan.kind === 'expire') return await settler.fail(row, plan.topic, 'expired')
      if (plan.kind === 'hold') return await settler.requeue(row, heldMs, 'held')
      if (plan.kind === 'later') return await settler.requeue(row, 1_000)
      if (mustStop()) return await settler.requeue(row, 0)
      const answered = options.budget.recordBulk(row.chatId)
      preparing.delete(row.id)
      waker.wake()
      const outcome = await carryOut(plan.carry).finally(answered)
      await settler.settle(row, plan.topic, outcome)
    } catch (error) {
      options.log.error({ err: error, delivery: row.id, topic: row.topic }, 'A message could not be prepared')
      const topic = topics.get(row.topic)
      if (topic) await settler.retry(row, topic)
    }
  }

  const launch = (row: Claimed) => {
    inFlight.set(row.id, row)
    preparing.add(row.id)
    const end = () => {
      inFlight.delete(row.id)
      preparing.delete(row.id)
      waker.wake()
    }
    withCorrelation(row.correlationId ?? newCorrelationId(), () => deliver(row)).then(end, end)
  }

  /** Calls of a sender that died: whether they reached Telegram is unknown, so the topic decides. */
  const recover = async () => {
    for (const row of await store.listExpired([...inFlight.keys()])) {
      const topic = topics.get(row.topic)
      if (row.kind === 'send' && topic?.errsOn === 'loss') await settler.fail(row, topic, 'uncertain')
      else await settler.requeue(row, 0)
    }
  }

  const takeOver = async () => {
    await store.releaseHeld([...topics.keys()])
    await recover()
    const holds = await store.listHolds([...inFlight.keys()], 2 * recoverEveryMs)
    for (const { chatId, ms } of holds) pauses.holdChat(chatId, ms)
  }

  const heldChats = () => new Map([...options.budget.heldChats(), ...pauses.heldChats()])

  const excludedChats = () => {
    const excluded = new Map([...options.budget.coolingChats(), ...heldChats()])
    for (const { chatId } of inFlight.values()) excluded.set(chatId, Number.POSITIVE_INFINITY)
    return excluded
  }

  const hasSendable = () => store.hasDue(options.clock.now(), [...heldChats().keys()])

  /** Claims and starts what may be sent now. Returns how long to sleep, in milliseconds. */
  const step = async (): Promise<number> => {
    const pausedMs = pauses.allMs()
    if (pausedMs > 0) {
      if (inFlight.size === 0) answered = asked
      return Math.min(pausedMs, timing.pollMs)
    }
    const free = options.budget.freeBulk()
    const permits = Math.min(timing.maxInFlight - inFlight.size, free - preparing.size)
    // With budget left it is deliveries under way that are in the way, and each of them wakes the loop.
    if (permits <= 0) return free > 0 ? timing.pollMs : options.budget.bulkWaitMs()
    const question = asked
    const excluded = excludedChats()
    const rows = await store.claim(options.clock.now(), permits, [...excluded.keys()], timing.leaseMs)
    for (const row of rows) launch(row)
    if (rows.length > 0) return 0
    if (question > answered && inFlight.size === 0 && !(await hasSendable())) answered = question
    const next = Math.min(...excluded.values()) - Date.now()
    return Math.min(timing.pollMs, Math.max(shortestWaitMs, next))
  }

  const finishCalls = async () => {
    const deadline = Date.now() + timing.stopMs
    while (inFlight.size > 0 && Date.now() < deadline) await waker.sleep(Math.min(50, deadline - Date.now()))
  }

  /** One round; a database that is away for a moment must not cost the leadership. */
  const round = async (recoverNow: boolean): Promise<number> => {
    try {
      if (recoverNow) await recover()
      return await step()
    } catch (error) {
      options.log.warn({ err: error }, 'The outbox cannot be read; it is tried again')
      return 250
    }
  }

  return {
    waker,
    /** Results that cannot be written before then (machine time) are left to whoever finds their leases expired. */
    abandonAfter(at: number) {
      abandonAt = at
    },
    /** Sends until `isOver`; with `untilIdle` also until nothing is due. Calls under way are finished either way. */
    async run(isOver: () => boolean, { untilIdle = false } = {}): Promise<void> {
      leading = true
      mustStop = isOver
      const question = untilIdle ? ++asked : Number.POSITIVE_INFINITY
      const isDone = () => isOver() || answered >= question
      let recoverAt = Date.now() + recoverEveryMs
      try {
        await takeOver()
        while (!isDone()) {
          const recoverNow = Date.now() >= recoverAt
          if (recoverNow) recoverAt = Date.now() + recoverEveryMs
          const sleepMs = await round(recoverNow)
          if (sleepMs > 0 && !isDone()) await waker.sleep(sleepMs)
        }
      } finally {
        leading = false
        await finishCalls()
      }
    },
    /** For a pump that runs in the background. False when another process led all the time. */
    async waitUntilIdle(isOver: () => boolean): Promise<boolean> {
      const question = ++asked
      const giveUpAt = Date.now() + leadershipWaitMs
      waker.wake()
      while (!isOver() && answered < question && (leading || Date.now() < giveUpAt)) {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return leading || answered >= question
    },
  }
}
