import type { Transformer } from 'grammy'
import type { SendBudget } from './send-budget.ts'

/** Calls that Telegram counts as messages. Chat actions, answers to presses, deletions and reads are free. */
const counted = /^(send(?!ChatAction)|edit|copy|forward)/

/** A chat as a call names it; `undefined` for `@usernames`, which no call of ours uses. */
export function toChatId(value: unknown): bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined
}

/**
 * Counts what handlers send, so that bulk gives way to replies. Install it on `bot.api` and again through
 * `conversations({ plugins })`: transformers of `bot.api` do not apply inside conversations.
 */
export function countReplies(budget: SendBudget): Transformer {
  return async (prev, method, payload, signal) => {
    const chatId = counted.test(method) && 'chat_id' in payload ? toChatId(payload.chat_id) : undefined
    const answered = chatId === undefined ? undefined : budget.recordReply(chatId)
    try {
      return await prev(method, payload, signal)
    } finally {
      answered?.()
    }
  }
}
