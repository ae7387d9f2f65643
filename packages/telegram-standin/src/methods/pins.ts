import { badRequest } from '../errors.ts'
import { has, int } from '../params/values.ts'
import type { WireMessage, WireUser } from '../wire.ts'
import { serviceMessage } from '../world/members.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { announce, type World } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { writableChatOf } from './chat-of.ts'
import { withoutReply } from './post.ts'

const pinnableChatOf = (call: Call): Thread => {
  const thread = writableChatOf(call)
  if (thread.botId === null && thread.bots.get(call.bot.user.id) !== 'administrator') {
    throw badRequest('not enough rights to manage pinned messages in the chat')
  }
  return thread
}

const messageOf = (call: Call, thread: Thread, what: 'pin' | 'unpin'): StoredMessage => {
  const stored = thread.messages.get(int(call.params, 'message_id'))
  if (stored === undefined) throw badRequest(`message to ${what} not found`)
  return stored
}

/** Pins a message; the line about it is returned unless it was pinned before. */
export const pin = (world: World, thread: Thread, stored: StoredMessage, actor: WireUser): WireMessage | null => {
  const id = stored.message.message_id
  const pinned = thread.pinned ?? []
  if (pinned.includes(id)) return null
  thread.pinned = [...pinned, id]
  announce(world, 'pin', thread.chat.id)
  return serviceMessage(world, thread, actor, { pinned_message: withoutReply(stored.message) })
}

const unpin = (call: Call, thread: Thread, keeps: (id: number) => boolean): void => {
  thread.pinned = (thread.pinned ?? []).filter(keeps)
  announce(call.world, 'pin', thread.chat.id)
}

const pinChatMessage: Method = (call) => {
  const thread = pinnableChatOf(call)
  const stored = messageOf(call, thread, 'pin')
  if (stored.message.pinned_message !== undefined) throw badRequest("message can't be pinned")
  pin(call.world, thread, stored, call.bot.user)
  return true
}

const unpinChatMessage: Method = (call) => {
  const thread = pinnableChatOf(call)
  const newest = thread.pinned?.at(-1)
  const named = has(call.params, 'message_id') ? messageOf(call, thread, 'unpin').message.message_id : newest
  if (named === undefined) throw badRequest('message to unpin not found')
  unpin(call, thread, (id) => id !== named)
  return true
}

export const pinMethods: MethodGroup = {
  pinChatMessage: full(pinChatMessage),
  unpinChatMessage: full(unpinChatMessage),
  unpinAllChatMessages: full((call) => {
    unpin(call, pinnableChatOf(call), () => false)
    return true
  }),
}
