import type { Transformer } from 'grammy'
import type { SendBudget } from './send-budget.ts'

/** Calls that Telegram counts as messages. Chat actions, answers to presses, deletions and reads are free. */
const counted = /^(send(?!ChatAction)|edit|copy|forward)/

function toChatId(value: unknown): bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined
}

/**
 * Counts what handlers send, so that bulk gives way to replies. Install it on `bot.api` and again through
 * `conversations({ plugins })`: transformers of `bot.api` do not apply inside conversations.
 */
export function countReplies(budget: SendBudget): Transformer {
  return (prev, method, payload, signal) => {
    if (counted.test(method) && 'chat_id' in payload) {
      const chatId = toChatId(payload.chat_id)
      if (chatId !== undefined) budget.recordReply(chatId)
    }
    return prev(method, payload, signal)
  }
}
