import type { ChatHistory } from '../chat-types.ts'
import { commandsKey } from '../methods/settings.ts'
import type { BotCommand, HistoryQuery, Place } from '../types.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { requireBot, requirePerson, requireThread, type World } from '../world/world.ts'
import { labels, present, sharesOf, stylesOf } from './present.ts'

const matching = (thread: Thread, after: number | undefined, since: number | undefined): StoredMessage[] => {
  const found: StoredMessage[] = []
  for (const stored of thread.messages.values()) {
    if (since !== undefined ? stored.revision > since : stored.message.message_id > (after ?? 0)) found.push(stored)
  }
  return found
}

export const readHistory = (world: World, userId: number, query: Omit<HistoryQuery, 'waitMs'>): ChatHistory => {
  const thread = requireThread(world, userId, query.chatId, query.botId)
  const { since } = query
  return {
    messages: matching(thread, query.after, since).map((stored) =>
      present(stored, thread.pinned?.includes(stored.message.message_id) ?? false),
    ),
    deleted:
      since === undefined ? [] : thread.deleted.filter((entry) => entry.revision > since).map((entry) => entry.id),
    keyboard: thread.keyboard === null ? null : labels(thread.keyboard.rows),
    keyboard_styles: stylesOf(thread.keyboard?.rows ?? []),
    keyboard_shares: sharesOf(thread.keyboard?.rows ?? []),
    revision: world.counters.revision,
  }
}

/** The same, but waits for something new; answers as soon as there is. */
export const waitForHistory = (world: World, userId: number, query: HistoryQuery): Promise<ChatHistory> => {
  const read = (): ChatHistory => readHistory(world, userId, query)
  const isNew = (history: ChatHistory): boolean => history.messages.length > 0 || history.deleted.length > 0
  const first = read()
  const waitMs = query.waitMs ?? 0
  if (waitMs <= 0 || isNew(first)) return Promise.resolve(first)
  const chatId = query.chatId ?? userId
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      world.listeners.delete(listener)
      resolve(read())
    }
    const timer = setTimeout(finish, waitMs)
    const listener = (change: { readonly chatId: number }): void => {
      if (change.chatId === chatId && isNew(read())) finish()
    }
    world.listeners.add(listener)
  })
}

const chatActionLivesMs = 5000

export const currentAction = (world: World, chatId: number, botId?: number): string | null => {
  const thread = chatId > 0 ? requireBot(world, botId).privates.get(chatId) : world.chats.get(chatId)
  const action = thread?.action ?? null
  return action !== null && Date.now() - action.at < chatActionLivesMs ? action.name : null
}

// From the narrowest scope to the widest, as Telegram's clients look commands up.
const scopesFor = (thread: Thread, userId: number): string[] => {
  const { id } = thread.chat
  if (thread.botId !== null) return [`chat:${id}`, 'all_private_chats', 'default']
  const status = thread.people.get(userId)
  const isAdmin = status === 'creator' || status === 'administrator'
  const admin = isAdmin ? [`chat_administrators:${id}`] : []
  const everyAdmin = isAdmin ? ['all_chat_administrators'] : []
  return [`chat_member:${id}:${userId}`, ...admin, `chat:${id}`, ...everyAdmin, 'all_group_chats', 'default']
}

const isCommandList = (value: unknown): value is readonly BotCommand[] => Array.isArray(value)

/** The command menu that a person sees in a chat. */
export const commandsFor = (world: World, userId: number, place: Place): readonly BotCommand[] => {
  const bot = requireBot(world, place.botId)
  const thread = requireThread(world, userId, place.chatId, place.botId)
  const language = requirePerson(world, userId).user.language_code ?? ''
  for (const scope of scopesFor(thread, userId)) {
    for (const code of language === '' ? [''] : [language.slice(0, 2), '']) {
      const list = bot.settings.get(commandsKey(scope, code))
      if (isCommandList(list)) return list
    }
  }
  return []
}
