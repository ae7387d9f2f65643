import { memberObject } from '../methods/chats.ts'
import type { ChatInfo, NewChat } from '../types.ts'
import { pushMessageUpdate, pushUpdate } from '../updates/queue.ts'
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
  const message = {
    message_id: nextMessageId(world, thread),
    ...(chat.type === 'channel' ? { sender_chat: thread.chat } : { from: requirePerson(world, creator).user }),
    chat: thread.chat,
    date: seconds(world),
    [creationNote[chat.type]]: true,
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
  if (chat.type === 'group') pushMessageUpdate(world, bot, message, false)
  return { id: thread.chat.id }
}

export const listChats = (world: World): ChatInfo[] =>
  [...world.chats.values()].map((thread) => ({
    id: thread.chat.id,
    type: thread.chat.type,
    title: thread.chat.title ?? '',
    members: [...thread.people].filter(([, status]) => status !== 'left' && status !== 'kicked').map(([id]) => id),
  }))
