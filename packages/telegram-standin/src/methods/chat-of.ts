import { ApiError, badRequest, forbidden } from '../errors.ts'
import { text } from '../params/values.ts'
import type { Thread } from '../world/state.ts'
import { privateThread } from '../world/world.ts'
import type { Call } from './call.ts'

const kickedFrom = { private: 'private', group: 'group', supergroup: 'supergroup', channel: 'channel' } as const

const byUsername = (call: Call, name: string): Thread | undefined => {
  const wanted = name.slice(1).toLowerCase()
  for (const thread of call.world.chats.values()) if (thread.chat.username?.toLowerCase() === wanted) return thread
  return undefined
}

const checkGroup = (call: Call, thread: Thread): Thread => {
  const status = thread.bots.get(call.bot.user.id)
  if (status === undefined) throw badRequest('chat not found')
  if (status === 'kicked') throw forbidden(`bot was kicked from the ${kickedFrom[thread.chat.type]} chat`)
  if (status === 'left') throw forbidden(`bot is not a member of the ${kickedFrom[thread.chat.type]} chat`)
  if (thread.migratedTo !== null) {
    const parameters = { migrate_to_chat_id: thread.migratedTo }
    throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', parameters)
  }
  return thread
}

/** The chat that a call names, whether or not the bot may write there. */
export const chatOf = (call: Call, name = 'chat_id'): Thread => {
  const raw = text(call.params, name)
  if (raw === '') throw badRequest(`${name} is empty`)
  if (raw.startsWith('@')) {
    const thread = byUsername(call, raw)
    if (thread === undefined) throw badRequest('chat not found')
    return checkGroup(call, thread)
  }
  const id = Number(raw)
  if (id > 0) {
    const known = call.bot.privates.get(id)
    if (known !== undefined) return known
    if (call.world.bots.has(id)) throw forbidden("bots can't send messages to bots")
    if (!call.world.people.has(id)) throw badRequest('chat not found')
    return privateThread(call.world, call.bot, id)
  }
  const thread = call.world.chats.get(id)
  if (thread === undefined) throw badRequest('chat not found')
  return checkGroup(call, thread)
}

/** The chat that a call writes to; refuses like Telegram when the bot may not. */
export const writableChatOf = (call: Call, name = 'chat_id'): Thread => {
  const thread = chatOf(call, name)
  if (thread.botId === null) {
    if (thread.chat.type === 'channel' && thread.bots.get(call.bot.user.id) !== 'administrator') {
      throw badRequest('need administrator rights in the channel chat')
    }
    return thread
  }
  if (call.world.people.get(thread.chat.id)?.deactivated === true) throw forbidden('user is deactivated')
  if (!thread.started) throw forbidden("bot can't initiate conversation with a user")
  if (thread.blocked) throw forbidden('bot was blocked by the user')
  return thread
}
