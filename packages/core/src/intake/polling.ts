import { setTimeout as delay } from 'node:timers/promises'
import { type Bot, GrammyError } from 'grammy'
import type { Logger } from '../log/index.ts'
import { nextTryMs } from '../telegram/index.ts'
import type { Fresh } from './admit.ts'
import type { Inbox } from './inbox.ts'
import type { Intake } from './intake.ts'
import type { AllowedUpdate } from './update-facts.ts'
import type { UpdateWatch } from './update-watch.ts'

export interface PollingOptions {
  readonly bot: Pick<Bot, 'api'>
  readonly intake: Intake
  readonly inbox: Inbox
  readonly log: Logger
  readonly watch: UpdateWatch
  readonly allowedUpdates: readonly AllowedUpdate[]
  /** The token is wrong or was revoked: nothing will work until an operator acts. */
  onUnauthorized(error: Error): void
}

const pollSeconds = 30
const batchSize = 100
const leftAtOnce = 1_000
const retryMs = 500

/**
 * Long polling. A batch is written to the inbox before the next `getUpdates` confirms it, so a crash loses nothing: what was
 * unfinished is queued first at the next start. Call it only while holding the polling lease.
 */
export function startPolling(options: PollingOptions): { stop(): Promise<void> } {
  const { bot, intake, log, watch } = options
  const ending = new AbortController()
  const { signal } = ending
  // grammY's types name another package's AbortSignal; at run time the platform's own does the same.
  const abort = signal as Parameters<typeof bot.api.getUpdates>[1]
  let offset = 0
  /** Whether Telegram answered the newest request. If not, a webhook may be in the way, and a short poll tells sooner. */
  let sure = false

  async function fetchBatch(): Promise<readonly Fresh[]> {
    if (!sure) await bot.api.deleteWebhook({}, abort)
    const updates = await bot.api.getUpdates(
      { offset, limit: batchSize, timeout: sure ? pollSeconds : 0, allowed_updates: options.allowedUpdates },
      abort,
    )
    sure = true
    watch.arrived()
    const taken = await intake.take(updates)
    // Only now: what is not in the inbox must be delivered again.
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
    return taken
  }

  /** Again and again until it succeeds. @throws when polling ends */
  async function fetchSurely(): Promise<readonly Fresh[]> {
    for (let waitMs = 0; ; ) {
      try {
        return await fetchBatch()
      } catch (error) {
        signal.throwIfAborted()
        watch.failed(error)
        if (error instanceof GrammyError && error.error_code === 401) options.onUnauthorized(error)
        sure = false
        waitMs = nextTryMs(error, waitMs)
        log.warn({ error, retryInMs: waitMs }, 'updates cannot be fetched')
        await delay(waitMs, undefined, { signal })
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
    watch.began()
    await resumeLeft()
    while (!signal.aborted) {
      const taken = await fetchSurely()
      await watch.whileBusy(() => intake.accept(taken))
    }
  }
  const polling = poll().catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  polling.catch((error: unknown) => log.error({ error }, 'polling ended'))

  return {
    async stop() {
      ending.abort()
      await polling.catch(() => undefined)
      watch.ended()
      await intake.idle()
    },
  }
}
