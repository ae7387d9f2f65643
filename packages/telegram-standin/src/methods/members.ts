import { badRequest } from '../errors.ts'
import { flag, int } from '../params/values.ts'
import type { WireUser } from '../wire.ts'
import { accountUser, changeMember, memberObject, statusIn } from '../world/members.ts'
import type { MemberStatus, Thread } from '../world/state.ts'
import { isPresent } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { chatOf } from './chat-of.ts'

/** The person or bot that `user_id` names. */
export const userOf = (call: Call): WireUser => {
  const id = int(call.params, 'user_id')
  if (id <= 0) throw badRequest('invalid user_id specified')
  const user = accountUser(call.world, id)
  if (user === undefined) throw badRequest('user not found')
  return user
}

const getChatMember: Method = (call) => {
  const thread = chatOf(call)
  const user = userOf(call)
  return memberObject(user, statusIn(thread, user.id))
}

const isAdmin = (status: MemberStatus): boolean => status === 'creator' || status === 'administrator'

const getChatAdministrators: Method = (call) => {
  const thread = chatOf(call)
  if (thread.chat.type === 'private') throw badRequest('there are no administrators in the private chat')
  const withBots = flag(call.params, 'return_bots')
  const bots = [...thread.bots].filter(([id]) => withBots || id === call.bot.user.id)
  return [...thread.people, ...bots].flatMap(([id, status]) => {
    const user = accountUser(call.world, id)
    return user !== undefined && isAdmin(status) ? [memberObject(user, status)] : []
  })
}

const getChatMemberCount: Method = (call) => {
  const thread = chatOf(call)
  if (thread.botId !== null) return 2
  return [...thread.people.values(), ...thread.bots.values()].filter(isPresent).length
}

const leaveChat: Method = (call) => {
  const thread = chatOf(call)
  if (thread.botId !== null) throw badRequest("chat member status can't be changed in private chats")
  changeMember(call.world, thread, { subject: call.bot.user.id, to: 'left', actor: call.bot.user.id })
  return true
}

/** Only administrators may put others out, and never an administrator or the owner. */
const checkMayRemove = (call: Call, thread: Thread, user: WireUser): void => {
  if (thread.botId !== null) throw badRequest("chat member status can't be changed in private chats")
  if (user.id === call.bot.user.id) throw badRequest("can't restrict self")
  if (thread.bots.get(call.bot.user.id) !== 'administrator') {
    throw badRequest('not enough rights to restrict/unrestrict chat member')
  }
  const status = statusIn(thread, user.id)
  if (status === 'creator') throw badRequest("can't remove chat owner")
  if (status === 'administrator') throw badRequest('user is an administrator of the chat')
}

const banChatMember: Method = (call) => {
  const thread = chatOf(call)
  const user = userOf(call)
  checkMayRemove(call, thread, user)
  changeMember(call.world, thread, { subject: user.id, to: 'kicked', actor: call.bot.user.id })
  return true
}

const unbanChatMember: Method = (call) => {
  const thread = chatOf(call)
  const user = userOf(call)
  if (thread.chat.type !== 'supergroup' && thread.chat.type !== 'channel') {
    throw badRequest('method is available for supergroup and channel chats only')
  }
  checkMayRemove(call, thread, user)
  const status = statusIn(thread, user.id)
  // Without the flag Telegram puts out even a member who was not banned.
  if (status === 'kicked' || (status === 'member' && !flag(call.params, 'only_if_banned'))) {
    changeMember(call.world, thread, { subject: user.id, to: 'left', actor: call.bot.user.id })
  }
  return true
}

export const memberMethods: MethodGroup = {
  getChatMember: full(getChatMember),
  getChatAdministrators: full(getChatAdministrators),
  getChatMemberCount: full(getChatMemberCount),
  leaveChat: full(leaveChat),
  banChatMember: full(banChatMember),
  unbanChatMember: full(unbanChatMember),
}
