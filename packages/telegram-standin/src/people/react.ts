import type { Place } from '../types.ts'
import { pushUpdate } from '../updates/queue.ts'
import { isReaction, plainEmoji, reactionsOf, setReactions } from '../world/reactions.ts'
import type { Bot, StoredMessage, Thread } from '../world/state.ts'
import {
  announce,
  requireBot,
  requireMessage,
  requirePerson,
  requireThread,
  seconds,
  touchMessage,
  type World,
} from '../world/world.ts'

const wire = (list: readonly string[]) => list.map((emoji) => ({ type: 'emoji', emoji }))

// In groups and channels only administrators among bots hear of reactions.
const listeners = (world: World, thread: Thread): Bot[] => {
  if (thread.botId !== null) return [requireBot(world, thread.botId)]
  return [...thread.bots].flatMap(([id, status]) => (status === 'administrator' ? [requireBot(world, id)] : []))
}

const counts = (stored: StoredMessage) => {
  const totals = new Map<string, number>()
  for (const emoji of stored.reactions) totals.set(emoji, (totals.get(emoji) ?? 0) + 1)
  return [...totals].map(([emoji, total_count]) => ({ type: { type: 'emoji', emoji }, total_count }))
}

/** A person sets, changes or (with null) takes back a reaction. Channels tell bots numbers only, never who. */
export const react = (world: World, userId: number, messageId: number, emoji: string | null, place: Place): void => {
  const thread = requireThread(world, userId, place.chatId, place.botId)
  const stored = requireMessage(thread, messageId)
  if (emoji !== null && !isReaction(emoji)) throw new Error(`"${emoji}" is not among Telegram's reactions.`)
  const before = reactionsOf(stored, userId)
  const after = emoji === null ? [] : [plainEmoji(emoji)]
  setReactions(stored, userId, after)
  touchMessage(world, thread, stored)
  announce(world, 'reaction', thread.chat.id)
  const base = { chat: stored.message.chat, message_id: messageId, date: seconds(world) }
  const anonymous = thread.chat.type === 'channel'
  const kind = anonymous ? 'message_reaction_count' : 'message_reaction'
  const change = anonymous
    ? { reactions: counts(stored) }
    : { user: requirePerson(world, userId).user, old_reaction: wire(before), new_reaction: wire(after) }
  for (const bot of listeners(world, thread)) {
    pushUpdate(world, bot, kind, { ...base, ...change }, `chat:${thread.chat.id}`)
  }
}
