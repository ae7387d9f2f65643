import type { ChatInfo, NewChat } from '../types.ts'
import { pushMessageUpdate } from '../updates/queue.ts'
import { changeMember, serviceMessage } from '../world/members.ts'
import type { MemberStatus } from '../world/state.ts'
import { announce, createThread, isPresent, requireBot, requirePerson, type World } from '../world/world.ts'

const nextChatId = (world: World, type: NewChat['type']): number => {
  const counter = type === 'group' ? 'group' : 'supergroup'
  world.counters[counter] -= 1
  return world.counters[counter]
}

const creationNote = {
  group: 'group_chat_created',
  supergroup: 'supergroup_chat_created',
  channel: 'channel_chat_created',
} as const

/** A group, supergroup or channel made by its first member, who adds the others and the bot. */
export const createChat = (world: World, chat: NewChat): { id: number } => {
  const [creator] = chat.members
  if (creator === undefined) throw new Error('A chat needs at least one member: its creator.')
  const bot = requireBot(world, chat.botId)
  const thread = createThread(
    {
      id: nextChatId(world, chat.type),
      title: chat.title,
      type: chat.type,
      ...(chat.username === undefined || chat.type === 'group' ? {} : { username: chat.username }),
      ...(chat.forum && chat.type === 'supergroup' ? { is_forum: true } : {}),
    },
    null,
  )
  for (const id of chat.members) {
    requirePerson(world, id)
    thread.people.set(id, id === creator ? 'creator' : 'member')
  }
  world.chats.set(thread.chat.id, thread)
  announce(world, 'chat', thread.chat.id)
  changeMember(world, thread, { subject: bot.user.id, to: chat.bot, actor: creator }, false)
  const message = serviceMessage(world, thread, requirePerson(world, creator).user, { [creationNote[chat.type]]: true })
  if (chat.type === 'group') pushMessageUpdate(world, bot, message, false)
  return { id: thread.chat.id }
}

/** The chat of two people with each other; no bot is in it or hears of it. Made when it is asked for first. */
export const directChat = (world: World, one: number, other: number): { id: number } => {
  if (one === other) throw new Error(`Person ${one} needs somebody else for a chat of two.`)
  const names = [one, other].map((id) => requirePerson(world, id).user.first_name)
  for (const { chat, people } of world.chats.values()) {
    if (chat.type === 'private' && people.has(one) && people.has(other)) return { id: chat.id }
  }
  const thread = createThread({ id: nextChatId(world, 'group'), title: names.join(' and '), type: 'private' }, null)
  for (const id of [one, other]) thread.people.set(id, 'member')
  world.chats.set(thread.chat.id, thread)
  announce(world, 'chat', thread.chat.id)
  return { id: thread.chat.id }
}

/** A basic group becomes a supergroup: a new id, and calls to the old one are refused with `migrate_to_chat_id`. */
export const upgradeChat = (world: World, chatId: number): { id: number } => {
  const old = world.chats.get(chatId)
  if (old === undefined || old.chat.type !== 'group' || old.migratedTo !== null) {
    throw new Error(`Chat ${chatId} is no basic group that could be upgraded.`)
  }
  const id = nextChatId(world, 'supergroup')
  const thread = createThread({ id, title: old.chat.title, type: 'supergroup' }, null)
  for (const [person, status] of old.people) thread.people.set(person, status)
  for (const [bot, status] of old.bots) thread.bots.set(bot, status)
  world.chats.set(id, thread)
  const [creator = 0] = old.people.keys()
  const { user } = requirePerson(world, creator)
  const left = serviceMessage(world, old, user, { migrate_to_chat_id: id })
  const arrived = serviceMessage(world, thread, user, { migrate_from_chat_id: chatId })
  old.migratedTo = id
  for (const botId of old.bots.keys()) {
    const bot = requireBot(world, botId)
    pushMessageUpdate(world, bot, left, false)
    pushMessageUpdate(world, bot, arrived, false)
  }
  return { id }
}

const isAdmin = (status: MemberStatus): boolean => status === 'creator' || status === 'administrator'

const idsWith = (list: ReadonlyMap<number, MemberStatus>, test: (status: MemberStatus) => boolean): number[] =>
  [...list].filter(([, status]) => test(status)).map(([id]) => id)

export const listChats = (world: World): ChatInfo[] =>
  [...world.chats.values()].map((thread) => ({
    id: thread.chat.id,
    type: thread.chat.type,
    title: thread.chat.title ?? '',
    members: idsWith(thread.people, isPresent),
    admins: idsWith(thread.people, isAdmin),
    bots: idsWith(thread.bots, isPresent),
  }))
