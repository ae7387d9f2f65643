import { pushBounded } from '../guards.ts'
import type { WireMessage } from '../wire.ts'
import type { Bot, QueuedUpdate } from '../world/state.ts'
import type { World } from '../world/world.ts'

/** All kinds of updates of Bot API 10.3. */
export const updateKinds: readonly string[] = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'guest_message',
  'stopped_message_generation',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
  'subscription',
]

const optIn = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
const keptForMs = 24 * 60 * 60 * 1000
const logBound = 2000

const wants = (bot: Bot, kind: string): boolean =>
  bot.allowedUpdates === null ? !optIn.has(kind) : bot.allowedUpdates.includes(kind)

/** Queues an update unless the bot did not ask for its kind. Returns its id, or null when it was filtered out. */
export const pushUpdate = (world: World, bot: Bot, kind: string, payload: unknown, key: string): number | null => {
  if (!wants(bot, kind)) return null
  const updateId = bot.nextUpdateId
  bot.nextUpdateId += 1
  const update = { update_id: updateId, [kind]: payload }
  world.inspect?.(update)
  enqueue(world, bot, {
    botId: bot.user.id,
    updateId,
    kind,
    at: world.now(),
    update,
    key,
    via: null,
    attempts: 0,
    state: 'pending',
  })
  return updateId
}

export const enqueue = (world: World, bot: Bot, entry: QueuedUpdate): void => {
  bot.queue.push(entry)
  pushBounded(world.updateLog, entry, logBound)
  bot.wake?.()
}

export const pushMessageUpdate = (world: World, bot: Bot, message: WireMessage, edited: boolean): number | null => {
  const post = message.chat.type === 'channel' ? 'channel_post' : 'message'
  return pushUpdate(world, bot, edited ? `edited_${post}` : post, message, `chat:${message.chat.id}`)
}

const settle = (bot: Bot, count: number, state: 'confirmed' | 'dropped'): void => {
  for (let index = 0; index < count; index += 1) {
    const entry = bot.queue[index]
    if (entry !== undefined) entry.state = state
  }
  if (count > 0) bot.queue.splice(0, count)
}

/** Forgets every update below `offset`: that is how a poll confirms. */
export const confirmBelow = (bot: Bot, offset: number): void => {
  let count = 0
  while (count < bot.queue.length && (bot.queue[count]?.updateId ?? offset) < offset) count += 1
  settle(bot, count, 'confirmed')
}

export const keepLast = (bot: Bot, count: number): void => settle(bot, Math.max(0, bot.queue.length - count), 'dropped')

export const dropAll = (bot: Bot): void => settle(bot, bot.queue.length, 'dropped')

/** Telegram keeps undelivered updates for 24 hours. */
export const dropExpired = (world: World, bot: Bot): void => {
  const limit = world.now() - keptForMs
  let count = 0
  while (count < bot.queue.length && (bot.queue[count]?.at ?? limit) < limit) count += 1
  settle(bot, count, 'dropped')
}
