import type { Transformer } from 'grammy'
import type { ApiError } from 'grammy/types'
import { toChatId } from './count-replies.ts'
import { retryAfterMs } from './retry-after.ts'
import type { SendBudget } from './send-budget.ts'

export interface ReplyThrottleOptions {
  readonly budget: SendBudget
  /** Waits so many milliseconds without holding anybody up. */
  readonly pause: (ms: number) => Promise<void>
  /** How long one reply may wait in all; 60,000 ms unless told. */
  readonly patienceMs?: number
}

const tries = 3
/** For calls that belong to no chat. */
const chatlessPatienceMs = 5_000

/**
 * Replies to a chat that Telegram throttles (429) wait here, out of everybody's way, and what is sent to it meanwhile waits
 * too instead of asking again. A reply that would wait too long fails as Telegram refused it. Only 429 is repeated: any
 * other failure may have been executed.
 */
export function throttleReplies({ budget, pause, patienceMs = 60_000 }: ReplyThrottleOptions): Transformer {
  const heldMs = (chatId: bigint | undefined): number => (chatId === undefined ? 0 : budget.heldMs(chatId))
  return async (prev, method, payload, signal) => {
    const chatId = 'chat_id' in payload ? toChatId(payload.chat_id) : undefined
    const giveUpAt = Date.now() + (chatId === undefined ? chatlessPatienceMs : patienceMs)
    for (let attempt = 1; ; attempt += 1) {
      for (let ms = heldMs(chatId); ms > 0; ms = heldMs(chatId)) {
        if (Date.now() + ms > giveUpAt) return tooManyRequests(ms)
        await pause(ms)
      }
      const response = await prev(method, payload, signal)
      if (response.ok || response.error_code !== 429) return response
      const waitMs = retryAfterMs(response.parameters?.retry_after)
      if (chatId !== undefined) budget.holdChat(chatId, waitMs)
      if (attempt === tries || Date.now() + waitMs > giveUpAt) return response
      if (chatId === undefined) await pause(waitMs)
    }
  }
}

const tooManyRequests = (ms: number): ApiError => ({
  ok: false,
  error_code: 429,
  description: 'Too Many Requests: this chat was told to wait before',
  parameters: { retry_after: Math.ceil(ms / 1000) },
})
