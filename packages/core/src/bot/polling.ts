import { setTimeout as delay } from 'node:timers/promises'
import { type Bot, GrammyError } from 'grammy'
import type { Logger } from '../log/index.ts'
import { retryAfterMs } from '../telegram/index.ts'
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

const pollSeconds = 30
const batchSize = 100
const firstDelayMs = 250
const maxDelayMs = 15_000
const leftAtOnce = 1_000
const retryMs = 500

/**
 * Long polling. A batch is written to the inbox before the next `getUpdates` confirms it, so a crash loses nothing: what was
 * unfinished is queued first at the next start. Call it only while holding the polling lease.
 */
export function startPolling(options: PollingOptions): { stop(): Promise<void> } {
  const { bot, intake, log } = options
  const ending = new AbortController()
  const { signal } = ending
  let offset = 0

  async function fetchBatch(): Promise<readonly Taken[]> {
    const updates = await bot.api.getUpdates(
      { offset, limit: batchSize, timeout: pollSeconds, allowed_updates: options.allowedUpdates },
      // grammY's types name another package's AbortSignal; at run time the platform's own does the same.
      signal as Parameters<typeof bot.api.getUpdates>[1],
    )
    const taken = await intake.take(updates)
    // Only now: what is not in the inbox must be delivered again.
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
    return taken
  }

  /** Again and again until it succeeds. @throws when polling ends */
  async function fetchSurely(): Promise<readonly Taken[]> {
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
      try {
        return await fetchBatch()
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof GrammyError && error.error_code === 401) options.onUnauthorized(error)
        log.warn({ error, retryInMs: delayMs }, 'updates cannot be fetched')
        await delay(Math.max(delayMs, askedToWait(error)), undefined, { signal })
      }
    }
  }

  async function resumeLeft(): Promise<void> {
    for (;;) {
      try {
        const left = await options.inbox.takeOver('all', leftAtOnce)
        if (left.length === 0) return
        log.info({ updates: left.length }, 'handling what the last process left unfinished')
        intake.resume(left)
      } catch (error) {
        log.warn({ error }, 'what the last process left cannot be handled yet')
        await delay(retryMs, undefined, { signal })
      }
      signal.throwIfAborted()
    }
  }

  async function poll(): Promise<void> {
    await resumeLeft()
    while (!signal.aborted) await intake.accept(await fetchSurely())
  }
  const polling = poll().catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  polling.catch((error: unknown) => log.error({ error }, 'polling ended'))

  return {
    async stop() {
      ending.abort()
      await polling.catch(() => undefined)
      await intake.idle()
    },
  }
}

const askedToWait = (error: unknown): number =>
  error instanceof GrammyError && error.error_code === 429 ? retryAfterMs(error.parameters.retry_after) : 0
