import { setTimeout as delay } from 'node:timers/promises'
import { GrammyError, HttpError } from 'grammy'
import type { Logger } from '../log/index.ts'
import { retryAfterMs } from './retry-after.ts'

const firstDelayMs = 250
const longestDelayMs = 15_000

/**
 * Milliseconds until a call that failed is made again: twice the last wait, a quarter of a second at first and 15 s at
 * most, or as long as Telegram asks for.
 */
export function nextTryMs(error: unknown, lastMs: number): number {
  const doubledMs = Math.min(longestDelayMs, Math.max(firstDelayMs, lastMs * 2))
  const asksToWait = error instanceof GrammyError && error.error_code === 429
  return asksToWait ? Math.max(doubledMs, retryAfterMs(error.parameters.retry_after)) : doubledMs
}

const mayPass = (error: unknown): boolean =>
  error instanceof HttpError || (error instanceof GrammyError && (error.error_code === 429 || error.error_code >= 500))

/** Repeats a call until Telegram answers it. @throws what Telegram refuses for good, and the reason of `signal` */
export async function untilAnswered<T>(
  call: () => Promise<T>,
  { what, signal, log }: { readonly what: string; readonly signal: AbortSignal; readonly log: Logger },
): Promise<T> {
  for (let waitMs = 0; ; ) {
    try {
      return await call()
    } catch (error) {
      signal.throwIfAborted()
      if (!mayPass(error)) throw error
      waitMs = nextTryMs(error, waitMs)
      log.warn({ error, call: what, retryInMs: waitMs }, 'Telegram does not answer; trying again')
      await delay(waitMs, undefined, { signal })
    }
  }
}
