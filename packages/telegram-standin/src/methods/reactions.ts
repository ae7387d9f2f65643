import { type ApiError, badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import { int, json } from '../params/values.ts'
import { isReaction, plainEmoji, setReactions } from '../world/reactions.ts'
import { announce, touchMessage } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { chatOf } from './chat-of.ts'

const emojiOf = (raw: unknown): string => {
  const fail = (reason: string): ApiError => badRequest(`can't parse ReactionType: ${reason}`)
  if (!isRecord(raw)) throw fail('expected an Object')
  if (typeof raw.type !== 'string') throw fail('Can\'t find field "type"')
  // Custom emoji need an administrator's leave, which no chat here gives.
  if (raw.type === 'custom_emoji') throw badRequest('REACTION_INVALID')
  if (raw.type !== 'emoji') throw fail('invalid reaction type specified')
  if (typeof raw.emoji !== 'string') throw fail('Can\'t find field "emoji"')
  if (!isReaction(raw.emoji)) throw badRequest('REACTION_INVALID')
  return plainEmoji(raw.emoji)
}

const reactionOf = (call: Call): readonly string[] => {
  const list = json(call.params, 'reaction', "can't parse reaction types JSON object")
  if (list === undefined) return []
  if (!isList(list)) throw badRequest('expected an Array of ReactionType')
  const emoji = list.map(emojiOf)
  // Bots are no premium users.
  if (emoji.length > 1) throw badRequest('REACTIONS_TOO_MANY')
  return emoji
}

const setMessageReaction: Method = (call) => {
  const emoji = reactionOf(call)
  const thread = chatOf(call)
  const stored = thread.messages.get(int(call.params, 'message_id'))
  if (stored === undefined) throw badRequest('message to react not found')
  setReactions(stored, call.bot.user.id, emoji)
  touchMessage(call.world, thread, stored)
  announce(call.world, 'reaction', thread.chat.id)
  return true
}

export const reactionMethods: MethodGroup = { setMessageReaction: full(setMessageReaction) }
