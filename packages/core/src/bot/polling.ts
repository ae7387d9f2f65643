import {
  createConcurrentSink,
  createRunner,
  createSource,
  type RunnerHandle,
  type UpdateSupplier,
} from '@grammyjs/runner'
import { type Bot, GrammyError } from 'grammy'
import type { Logger } from '../log/index.ts'
import type { Inbox } from './inbox.ts'
import type { Intake, Taken } from './intake.ts'
import type { AllowedUpdate, BotContext } from './types.ts'

export interface PollingOptions {
  readonly bot: Bot<BotContext>
  readonly intake: Intake
  readonly inbox: Inbox
  readonly log: Logger
  readonly allowedUpdates: readonly AllowedUpdate[]
  /** The token is wrong or was revoked: nothing will work until an operator acts. */
  onUnauthorized(error: Error): void
}

/** The runner's types bring their own AbortSignal. */
type Signal = Parameters<UpdateSupplier<Taken>['supply']>[1]

const pollSeconds = 30
const concurrency = 500
const maxDelayMs = 15_000
const leftAtOnce = 1_000
const retryMs = 500

/**
 * Long polling through the runner. A batch is written to the inbox before the next `getUpdates` confirms it, so a crash
 * loses nothing: what was unfinished is handled first at the next start. Call it only while holding the polling lease.
 */
export function startPolling(options: PollingOptions): { stop(): Promise<void> } {
  const { bot, intake, log } = options
  let offset = 0

  async function fetchBatch(limit: number, signal: Signal): Promise<readonly Taken[]> {
    const updates = await bot.api.getUpdates(
      {
        offset,
        limit: Math.max(1, Math.min(100, limit)),
        timeout: pollSeconds,
        allowed_updates: options.allowedUpdates,
      },
      signal,
    )
    const taken = await intake.take(updates)
    // Only now: what is not in the inbox must be delivered again.
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
    return taken
  }

  async function supply(limit: number, signal: Signal): Promise<Taken[]> {
    for (let delayMs = 250; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
      try {
        return [...(await fetchBatch(limit, signal))]
      } catch (error) {
        if (signal.aborted) throw error
        if (error instanceof GrammyError && error.error_code === 401) options.onUnauthorized(error)
        log.warn({ error, retryInMs: delayMs }, 'updates cannot be fetched')
        await pause(delayMs, signal)
      }
    }
  }

  let runner: RunnerHandle | undefined
  const ending = new AbortController()
  const begun = (async () => {
    await finishLeft()
    if (ending.signal.aborted) return
    const sink = createConcurrentSink<Taken>(
      { consume: async (taken) => void (await intake.handle(taken)) },
      async (error) => log.error({ error }, 'an update could not be finished; it is tried again at the next start'),
      {
        concurrency,
      },
    )
    runner = createRunner(createSource({ supply }), sink)
    runner.start()
  })()
  begun.catch((error: unknown) => log.error({ error }, 'polling did not begin'))

  async function finishLeft(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        const left = await options.inbox.takeOver('all', leftAtOnce)
        if (left.length === 0) return
        log.info({ updates: left.length }, 'handling what the last process left unfinished')
        await intake.finish(left)
      } catch (error) {
        log.warn({ error }, 'what the last process left cannot be handled yet')
        await pause(retryMs, ending.signal).catch(() => undefined)
      }
    }
  }

  return {
    async stop() {
      ending.abort()
      await begun.catch(() => undefined)
      if (runner?.isRunning()) await runner.stop()
      await intake.idle()
    },
  }
}

function pause(
  ms: number,
  signal: Pick<Signal, 'aborted' | 'addEventListener' | 'removeEventListener'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(new Error('polling ends'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
