import { memberObject } from '../methods/chats.ts'
import type { ChatInfo, NewChat } from '../types.ts'
import { pushMessageUpdate, pushUpdate } from '../updates/queue.ts'
import type { WireMessage } from '../wire.ts'
import type { Bot, MemberStatus, Thread } from '../world/state.ts'
import {
  announce,
  createThread,
  nextMessageId,
  privateThread,
  requireBot,
  requirePerson,
  seconds,
  storeMessage,
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
    },
    null,
  )
  for (const id of chat.members) {
    requirePerson(world, id)
    thread.people.set(id, id === creator ? 'creator' : 'member')
  }
  thread.bots.set(bot.user.id, chat.bot)
  world.chats.set(thread.chat.id, thread)
  announce(world, 'chat', thread.chat.id)
  tellBot(world, bot, thread, creator, 'left', chat.bot)
  const message = serviceMessage(world, thread, creator, { [creationNote[chat.type]]: true })
  if (chat.type === 'group') pushMessageUpdate(world, bot, message, false)
  return { id: thread.chat.id }
}

const serviceMessage = (world: World, thread: Thread, actor: number, note: Partial<WireMessage>): WireMessage => {
  const { chat } = thread
  const message = {
    message_id: nextMessageId(world, thread),
    ...(chat.type === 'channel' ? { sender_chat: chat } : { from: requirePerson(world, actor).user }),
    chat,
    date: seconds(world),
    ...note,
  }
  storeMessage(world, thread, {
    message,
    author: 'user',
    botId: null,
    keyboard: null,
    removesKeyboard: false,
    fixed: false,
    reactions: [],
    liveUntil: null,
  })
  return message
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
  const left = serviceMessage(world, old, creator, { migrate_to_chat_id: id })
  const arrived = serviceMessage(world, thread, creator, { migrate_from_chat_id: chatId })
  old.migratedTo = id
  for (const botId of old.bots.keys()) {
    const bot = requireBot(world, botId)
    pushMessageUpdate(world, bot, left, false)
    pushMessageUpdate(world, bot, arrived, false)
  }
  return { id }
}

export const listChats = (world: World): ChatInfo[] =>
  [...world.chats.values()].map((thread) => ({
    id: thread.chat.id,
    type: thread.chat.type,
    title: thread.chat.title ?? '',
    members: [...thread.people].filter(([, status]) => status !== 'left' && status !== 'kicked').map(([id]) => id),
  }))
