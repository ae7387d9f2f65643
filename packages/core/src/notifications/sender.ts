import { createPostgresLocks } from '../locks/index.ts'
import { exportLag } from './lag.ts'
import { createPump, leadershipWaitMs } from './pump.ts'
import { defaultTiming, type SenderOptions } from './sender-options.ts'
import { createSendingState, type SendCounts } from './sending-state.ts'
import { createWaker } from './waker.ts'

export interface Sender {
  /** Starts in the background: waits for the leadership, then sends. */
  start(): void
  /** Stops claiming, lets calls under way finish (10 s at most), gives leases and leadership back. */
  stop(): Promise<void>
  /**
   * Sends everything that is due and returns what happened meanwhile, for cron functions and tests. Waits for chats
   * that cool down, not for back-offs and pauses, and not past `until` (machine time). `led: false` = another process is sending.
   */
  drain(options?: { readonly until?: Date }): Promise<SendCounts & { readonly led: boolean }>
}

const leaderKey = 'core:sender'

/** Creates the sender: one of all processes leads at a time and sends what waits in the outbox. */
export function createSender(options: SenderOptions): Sender {
  const timing = { ...defaultTiming, ...options.timing }
  // Not the locks port: while processes disagree on whether Redis lives, each of its two stores would have a leader.
  const locks = createPostgresLocks(options.db)
  const state = createSendingState(options.metrics)
  exportLag(options)
  const pump = createPump(options, timing, state)
  const { waker } = pump
  // A process that does not lead must not ask for the leadership at every NOTIFY.
  const standby = createWaker()
  let running: Promise<void> | undefined
  let stopping = false

  const listen = () => options.listener?.listen('core_outbox', () => waker.wake())
  const tryLead = async (waitMs: number, work: (lost: AbortSignal) => Promise<void>): Promise<boolean> => {
    const held = await locks.acquire(leaderKey, { ttlMs: timing.leaderTtlMs, waitMs })
    if (!held) return false
    const wake = () => waker.wake()
    held.signal.addEventListener('abort', wake)
    try {
      await work(held.signal)
    } finally {
      held.signal.removeEventListener('abort', wake)
      // A lost lock cannot be released; its time runs out by itself.
      await held.release().catch(() => undefined)
    }
    return true
  }

  const run = async () => {
    const unlisten = await listen()
    const unjump = options.clock.onJump(() => waker.wake())
    while (!stopping) {
      try {
        const led = await tryLead(0, (lost) => pump.run(() => stopping || lost.aborted))
        if (!led && !stopping) await standby.sleep(Math.min(timing.pollMs, timing.leaderTtlMs / 3))
      } catch (error) {
        options.log.error({ err: error }, 'The sender stumbled; it goes on in a moment')
        await standby.sleep(timing.pollMs)
      }
    }
    unjump()
    await unlisten?.()
  }

  const drain: Sender['drain'] = async ({ until } = {}) => {
    const before = { ...state.counts }
    const deadline = until?.getTime() ?? Number.POSITIVE_INFINITY
    const isOver = () => stopping || Date.now() >= deadline
    const led = running
      ? await pump.waitUntilIdle(isOver)
      : await tryLead(Math.min(leadershipWaitMs, Math.max(0, deadline - Date.now())), (lost) =>
          pump.run(() => isOver() || lost.aborted, { untilIdle: true }),
        )
    return { ...state.since(before), led }
  }

  return {
    start() {
      if (running) return
      stopping = false
      pump.abandonAfter(Number.POSITIVE_INFINITY)
      running = run()
    },
    async stop() {
      stopping = true
      pump.abandonAfter(Date.now() + timing.stopMs)
      waker.wake()
      standby.wake()
      await running
      running = undefined
      stopping = false
    },
    drain,
  }
}
