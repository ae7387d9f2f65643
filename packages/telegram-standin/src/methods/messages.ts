import { badRequest } from '../errors.ts'
import { pushBounded } from '../guards.ts'
import { has, int, json } from '../params/values.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { announce, seconds } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { chatOf, writableChatOf } from './chat-of.ts'
import { captionOf, listOrNone, messageText } from './formatted.ts'
import { post, withoutReply } from './post.ts'

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
  const revision = announce(call.world, 'delete', thread.chat.id)
  pushBounded(thread.deleted, { id: message_id, revision }, deletionsKept)
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

const idsOf = (call: Call): number[] => {
  const list = json(call.params, 'message_ids', "can't parse message identifiers JSON object")
  if (!Array.isArray(list)) throw badRequest('message identifiers are not specified')
  if (list.length > 100) throw badRequest('too many message identifiers specified')
  return list.map(Number)
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

const source = (from: Thread, id: number, what: string): StoredMessage => {
  const stored = from.messages.get(id)
  if (stored === undefined) throw badRequest(`message to ${what} not found`)
  if (stored.message.has_protected_content === true)
    throw badRequest(`message can't be ${what === 'copy' ? 'copied' : 'forwarded'}`)
  return stored
}

const body = (stored: StoredMessage) => {
  const { text, entities, caption, caption_entities, photo, document, contact, location } = stored.message
  return { text, entities, caption, caption_entities, photo, document, contact, location }
}

const copyOne = (call: Call, from: Thread, id: number): { message_id: number } => {
  const thread = writableChatOf(call)
  const stored = source(from, id, 'copy')
  const recaption = has(call.params, 'caption') && stored.message.text === undefined
  const caption = recaption ? captionOf(call) : undefined
  const content = body(stored)
  const changed = caption === undefined ? {} : { caption: caption.text, caption_entities: listOrNone(caption.entities) }
  return { message_id: post(call, thread, { ...content, ...changed }).message_id }
}

const forwardOne = (call: Call, from: Thread, id: number) => {
  const thread = writableChatOf(call)
  const stored = source(from, id, 'forward')
  const original = withoutReply(stored.message)
  const forward_origin = original.forward_origin ?? {
    date: original.date,
    ...(original.from === undefined
      ? { type: 'channel', chat: from.chat, message_id: id }
      : { type: 'user', sender_user: original.from }),
  }
  return post(call, thread, { ...body(stored), forward_origin })
}

const copyMessage: Method = (call) => copyOne(call, chatOf(call, 'from_chat_id'), int(call.params, 'message_id'))
const forwardMessage: Method = (call) => forwardOne(call, chatOf(call, 'from_chat_id'), int(call.params, 'message_id'))

export const messageMethods: MethodGroup = {
  sendMessage: full(sendMessage),
  deleteMessage: full(deleteMessage),
  deleteMessages: full(deleteMessages),
  copyMessage: full(copyMessage),
  copyMessages: full((call) => {
    const from = chatOf(call, 'from_chat_id')
    return idsOf(call).map((id) => copyOne(call, from, id))
  }),
  forwardMessage: full(forwardMessage),
  forwardMessages: full((call) => {
    const from = chatOf(call, 'from_chat_id')
    return idsOf(call).map((id) => ({ message_id: forwardOne(call, from, id).message_id }))
  }),
}
