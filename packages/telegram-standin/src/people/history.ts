import { commandsKey } from '../methods/settings.ts'
import type { BotCommand, ChatHistory, ChatMessage, HistoryQuery, Place } from '../types.ts'
import type { WireMessage } from '../wire.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { requireBot, requirePerson, requireThread, type World } from '../world/world.ts'

const serviceLine = (message: WireMessage): string | null => {
  if (message.group_chat_created === true) return 'group_chat_created'
  if (message.supergroup_chat_created === true) return 'supergroup_chat_created'
  if (message.channel_chat_created === true) return 'channel_chat_created'
  if (message.migrate_to_chat_id !== undefined || message.migrate_from_chat_id !== undefined) return 'migrated'
  if (message.new_chat_members !== undefined) return 'new_chat_members'
  return message.left_chat_member === undefined ? null : 'left_chat_member'
}

const senderOf = ({ from, sender_chat }: WireMessage): ChatMessage['sender'] => {
  if (from === undefined) return { id: sender_chat?.id ?? 0, name: sender_chat?.title ?? '' }
  return { id: from.id, name: [from.first_name, from.last_name].filter(Boolean).join(' ') }
}

const labels = (rows: readonly (readonly { readonly text: string }[])[]) =>
  rows.map((row) => row.map((button) => button.text))

/** A stored message in the control API's shape. */
const present = (stored: StoredMessage): ChatMessage => {
  const { message } = stored
  const largest = message.photo?.at(-1)
  const { document } = message
  return {
    message_id: message.message_id,
    from: stored.author,
    sender: senderOf(message),
    text: message.text ?? null,
    caption: message.caption ?? null,
    entities: message.entities ?? message.caption_entities ?? [],
    photo: largest === undefined ? null : { file_id: largest.file_id, width: largest.width, height: largest.height },
    document:
      document === undefined
        ? null
        : { file_id: document.file_id, file_name: document.file_name ?? null, file_size: document.file_size },
    contact: message.contact ?? null,
    location: message.location ?? null,
    reply_to: message.reply_to_message?.message_id ?? null,
    service: serviceLine(message),
    buttons: (message.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map((button) => ({
        text: button.text,
        callback_data: button.callback_data ?? null,
        url: button.url ?? null,
      })),
    ),
    reply_keyboard: stored.keyboard === null ? null : labels(stored.keyboard.rows),
    removes_keyboard: stored.removesKeyboard,
    reactions: stored.reactions,
    date: message.date,
    edited: message.edit_date !== undefined,
    revision: stored.revision,
  }
}

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
    messages: matching(thread, query.after, since).map(present),
    deleted:
      since === undefined ? [] : thread.deleted.filter((entry) => entry.revision > since).map((entry) => entry.id),
    keyboard: thread.keyboard === null ? null : labels(thread.keyboard.rows),
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
