import { badRequest } from '../errors.ts'
import { isList, pushBounded } from '../guards.ts'
import { has, int, json } from '../params/values.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { announce, seconds } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { chatOf, writableChatOf } from './chat-of.ts'
import { listOrNone, messageText } from './formatted.ts'
import { post } from './post.ts'

const deletionsKept = 1000
const deletableForSeconds = 48 * 60 * 60

const sendMessage: Method = (call) => {
  const thread = writableChatOf(call)
  const { text, entities } = messageText(call)
  const link_preview_options = json(call.params, 'link_preview_options', "can't parse link preview options JSON object")
  return post(call, thread, { text, entities: listOrNone(entities), link_preview_options })
}

const remove = (call: Call, thread: Thread, stored: StoredMessage): void => {
  const { message_id } = stored.message
  thread.messages.delete(message_id)
  if (thread.pinned !== undefined) thread.pinned = thread.pinned.filter((id) => id !== message_id)
  // Noted first: whoever waits for news of the chat looks at once.
  pushBounded(thread.deleted, { id: message_id, revision: call.world.counters.revision + 1 }, deletionsKept)
  announce(call.world, 'delete', thread.chat.id)
}

const mayDelete = (call: Call, thread: Thread, stored: StoredMessage): boolean => {
  if (seconds(call.world) - stored.message.date > deletableForSeconds) return false
  const own = stored.botId === call.bot.user.id
  return own || thread.chat.type === 'private' || thread.bots.get(call.bot.user.id) === 'administrator'
}

const deleteMessage: Method = (call) => {
  const thread = chatOf(call)
  if (!has(call.params, 'message_id')) throw badRequest('message identifier is not specified')
  const stored = thread.messages.get(int(call.params, 'message_id'))
  if (stored === undefined) throw badRequest('message to delete not found')
  if (!mayDelete(call, thread, stored)) throw badRequest("message can't be deleted")
  remove(call, thread, stored)
  return true
}

/** The list `message_ids` of calls about several messages. */
export const idsOf = (call: Call): number[] => {
  const list = json(call.params, 'message_ids', "can't parse message_ids JSON object")
  if (list === undefined) throw badRequest('message identifiers are not specified')
  if (!isList(list)) throw badRequest('expected an Array of message identifiers')
  if (list.length > 100) throw badRequest('too many message identifiers specified')
  if (list.length === 0) throw badRequest('message identifiers are not specified')
  return list.map((item) => {
    if (typeof item !== 'number' && typeof item !== 'string') throw badRequest('message identifier must be a Number')
    const id = Number(item)
    if (!Number.isSafeInteger(id)) throw badRequest("can't parse message identifier as Number")
    if (id <= 0) throw badRequest('invalid message identifier specified')
    return id
  })
}

// Telegram skips identifiers that it cannot find or may not delete.
const deleteMessages: Method = (call) => {
  const thread = chatOf(call)
  for (const id of idsOf(call)) {
    const stored = thread.messages.get(id)
    if (stored !== undefined && mayDelete(call, thread, stored)) remove(call, thread, stored)
  }
  return true
}

export const messageMethods: MethodGroup = {
  sendMessage: full(sendMessage),
  deleteMessage: full(deleteMessage),
  deleteMessages: full(deleteMessages),
}
