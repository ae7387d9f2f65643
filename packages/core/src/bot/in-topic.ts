import type { Context, Transformer } from 'grammy'

/** Calls that put a new message into a chat, and the hint that one is being written. */
const placed = /^(send|copy|forward)/

/**
 * Whatever an update's handlers send to its chat goes to the topic that the update came from; without its number it would
 * land in General. Install it on the API of one update's context.
 */
export function inTopicOf(ctx: Context): Transformer | undefined {
  const message = ctx.msg
  const topic = message?.is_topic_message ? message.message_thread_id : undefined
  if (topic === undefined) return undefined
  return (prev, method, payload, signal) =>
    placed.test(method) && 'chat_id' in payload && payload.chat_id === ctx.chatId && !('message_thread_id' in payload)
      ? prev(method, { ...payload, message_thread_id: topic }, signal)
      : prev(method, payload, signal)
}
