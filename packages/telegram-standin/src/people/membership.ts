import { pin } from '../methods/pins.ts'
import type { MembershipOptions, Place } from '../types.ts'
import { pushMessageUpdate, pushUpdate } from '../updates/queue.ts'
import type { WireMessage } from '../wire.ts'
import { changeMember, memberObject } from '../world/members.ts'
import type { Bot, MemberStatus, Thread } from '../world/state.ts'
import {
  announce,
  isPresent,
  privateThread,
  requireBot,
  requireChat,
  requireMessage,
  requirePerson,
  requireThread,
  seconds,
  type World,
} from '../world/world.ts'

const tellBot = (world: World, bot: Bot, thread: Thread, actor: number, from: MemberStatus, to: MemberStatus): void => {
  const change = {
    chat: thread.chat,
    from: requirePerson(world, actor).user,
    date: seconds(world),
    old_chat_member: memberObject(bot.user, from),
    new_chat_member: memberObject(bot.user, to),
  }
  pushUpdate(world, bot, 'my_chat_member', change, `chat:${thread.chat.id}`)
}

export const block = (world: World, userId: number, botId?: number): void => {
  const bot = requireBot(world, botId)
  const thread = privateThread(world, bot, userId)
  if (thread.blocked) return
  thread.blocked = true
  announce(world, 'block', userId)
  tellBot(world, bot, thread, userId, 'member', 'kicked')
}

export const unblock = (world: World, userId: number, botId?: number): void => {
  const bot = requireBot(world, botId)
  const thread = privateThread(world, bot, userId)
  if (!thread.blocked) return
  thread.blocked = false
  announce(world, 'block', userId)
  tellBot(world, bot, thread, userId, 'kicked', 'member')
}

/** Service lines reach every bot of the group, privacy mode or not. */
const tellGroup = (world: World, thread: Thread, message: WireMessage | null): void => {
  if (message === null) return
  for (const [id, status] of thread.bots) {
    if (isPresent(status)) pushMessageUpdate(world, requireBot(world, id), message, false)
  }
}

/** A person comes in, by themselves or brought by a member. */
export const join = (world: World, userId: number, chatId: number, { by = userId }: MembershipOptions): void => {
  requirePerson(world, userId)
  const thread = requireChat(world, chatId)
  const status = thread.people.get(userId)
  if (isPresent(status)) return
  if (status === 'kicked') throw new Error(`Person ${userId} is banned from chat ${chatId}.`)
  if (by !== userId) requireThread(world, by, chatId)
  tellGroup(world, thread, changeMember(world, thread, { subject: userId, to: 'member', actor: by }))
}

/** A person goes, or a member puts them out (which bans them). */
export const leave = (world: World, userId: number, chatId: number, { by = userId }: MembershipOptions): void => {
  const thread = requireThread(world, userId, chatId)
  if (by !== userId) requireThread(world, by, chatId)
  const to = by === userId ? 'left' : 'kicked'
  tellGroup(world, thread, changeMember(world, thread, { subject: userId, to, actor: by }))
}

/** A member becomes an administrator, or one no longer. */
export const promote = (
  world: World,
  userId: number,
  chatId: number,
  to: 'administrator' | 'member',
  { by }: MembershipOptions,
): void => {
  const thread = requireThread(world, userId, chatId)
  if (thread.people.get(userId) === 'creator') throw new Error(`Person ${userId} owns chat ${chatId} already.`)
  changeMember(world, thread, { subject: userId, to, actor: by ?? creatorOf(thread) })
}

const creatorOf = (thread: Thread): number => {
  for (const [id, status] of thread.people) if (status === 'creator') return id
  const [first = 0] = thread.people.keys()
  return first
}

/** People add the bot, promote it, or put it out. */
export const changeBot = (
  world: World,
  chatId: number,
  to: 'member' | 'administrator' | 'left' | 'kicked',
  { by, botId }: MembershipOptions,
): void => {
  const thread = requireChat(world, chatId)
  const bot = requireBot(world, botId)
  const actor = by ?? creatorOf(thread)
  requireThread(world, actor, chatId)
  if (thread.chat.type === 'channel' && to === 'member') throw new Error('Channels have bots as administrators only.')
  tellGroup(world, thread, changeMember(world, thread, { subject: bot.user.id, to, actor }))
}

/** A person pins a message: an administrator in groups and channels, either side in a private chat. */
export const pinBy = (world: World, userId: number, messageId: number, place: Place): void => {
  const thread = requireThread(world, userId, place.chatId, place.botId)
  const { user } = requirePerson(world, userId)
  const message = pin(world, thread, requireMessage(thread, messageId), user)
  if (message === null) return
  if (thread.botId === null) tellGroup(world, thread, message)
  else pushMessageUpdate(world, requireBot(world, thread.botId), message, false)
}
