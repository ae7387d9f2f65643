import type { Change } from '../types.ts'
import type { WireChat, WireUpdate } from '../wire.ts'
import type {
  Bot,
  Counters,
  InvoiceLink,
  MemberStatus,
  Payment,
  PendingCallback,
  PendingCheckout,
  Person,
  QueuedUpdate,
  StoredFile,
  StoredMessage,
  Thread,
} from './state.ts'

/** All state of the server. Methods, people's actions and delivery are functions over it. */
export interface World {
  readonly now: () => number
  readonly filesDir: string | null
  readonly log: (line: string) => void
  readonly counters: Counters
  readonly bots: Map<number, Bot>
  readonly tokens: Map<string, Bot>
  readonly people: Map<number, Person>
  readonly chats: Map<number, Thread>
  readonly files: Map<string, StoredFile>
  readonly callbacks: Map<string, PendingCallback>
  readonly checkouts: Map<string, PendingCheckout>
  readonly payments: Payment[]
  /** By the part of the link after `$`. */
  readonly invoiceLinks: Map<string, InvoiceLink>
  readonly updateLog: QueuedUpdate[]
  readonly listeners: Set<(change: Change) => void>
  /** Strict mode: compares our own updates with the published schema. */
  inspect: ((update: WireUpdate) => void) | null
}

export interface WorldOptions {
  readonly now: () => number
  readonly filesDir: string | null
  readonly log: (line: string) => void
}

export const createWorld = (options: WorldOptions): World => ({
  ...options,
  counters: {
    message: 0,
    user: 1000,
    bot: 7_000_000_000,
    group: -1000,
    supergroup: -1_002_000_000_000,
    file: 0,
    callback: 0,
    album: 0,
    payment: 0,
    revision: 0,
  },
  bots: new Map(),
  tokens: new Map(),
  people: new Map(),
  chats: new Map(),
  files: new Map(),
  callbacks: new Map(),
  checkouts: new Map(),
  payments: [],
  invoiceLinks: new Map(),
  updateLog: [],
  listeners: new Set(),
  inspect: null,
})

// Chats of long runs stay bounded; nobody scrolls back further than this, and old messages cannot be edited by tests anyway.
const messagesKeptPerChat = 20_000

export const seconds = (world: World): number => Math.floor(world.now() / 1000)

/** Counts one visible change and tells pages, drivers and waiting readers. */
export const announce = (world: World, kind: Change['kind'], chatId: number): void => {
  world.counters.revision += 1
  const { revision } = world.counters
  if (world.listeners.size > 0) for (const listener of world.listeners) listener({ kind, chatId, revision })
}

export const createThread = (chat: WireChat, botId: number | null): Thread => ({
  chat,
  botId,
  started: false,
  blocked: false,
  keyboard: null,
  lastMessageId: 0,
  migratedTo: null,
  people: new Map(),
  bots: new Map(),
  messages: new Map(),
  deleted: [],
  action: null,
})

export const privateThread = (world: World, bot: Bot, userId: number): Thread => {
  const known = bot.privates.get(userId)
  if (known !== undefined) return known
  const person = requirePerson(world, userId)
  const { first_name, last_name, username } = person.user
  const thread = createThread({ id: userId, first_name, last_name, username, type: 'private' }, bot.user.id)
  bot.privates.set(userId, thread)
  return thread
}

/** Private chats and basic groups share one sequence of message ids; supergroups and channels have their own, as at Telegram. */
export const nextMessageId = (world: World, thread: Thread): number => {
  if (thread.chat.type === 'private' || thread.chat.type === 'group') {
    world.counters.message += 1
    return world.counters.message
  }
  thread.lastMessageId += 1
  return thread.lastMessageId
}

/** Albums have ids like Telegram's: long numbers as text. */
export const nextAlbumId = (world: World): string => {
  world.counters.album += 1
  return `${13_000_000_000_000_000n + BigInt(world.counters.album) * 8n}`
}

export const storeMessage = (world: World, thread: Thread, stored: Omit<StoredMessage, 'revision'>): StoredMessage => {
  const entry: StoredMessage = { ...stored, revision: 0 }
  thread.messages.set(stored.message.message_id, entry)
  if (thread.messages.size > messagesKeptPerChat) {
    const oldest = thread.messages.keys().next()
    if (oldest.done !== true) thread.messages.delete(oldest.value)
  }
  entry.revision = world.counters.revision + 1
  announce(world, 'message', thread.chat.id)
  return entry
}

export const touchMessage = (world: World, thread: Thread, stored: StoredMessage): void => {
  stored.revision = world.counters.revision + 1
  announce(world, 'edit', thread.chat.id)
}

export const requirePerson = (world: World, userId: number): Person => {
  const person = world.people.get(userId)
  if (person === undefined) throw new Error(`There is no person ${userId}: create one with createUser() first.`)
  return person
}

export const requireBot = (world: World, botId?: number): Bot => {
  if (botId === undefined) {
    const first = world.bots.values().next()
    if (first.done === true) throw new Error('There is no bot yet: create one with createBot() first.')
    return first.value
  }
  const bot = world.bots.get(botId)
  if (bot === undefined) throw new Error(`There is no bot ${botId}: create it with createBot() first.`)
  return bot
}

export const isPresent = (status: MemberStatus | undefined): boolean =>
  status !== undefined && status !== 'left' && status !== 'kicked'

/** Groups and channels only; private chats hang on their bot. */
export const requireChat = (world: World, chatId: number): Thread => {
  const thread = world.chats.get(chatId)
  if (thread === undefined) throw new Error(`There is no chat ${chatId}: create it with createChat() first.`)
  return thread
}

/** The chat in which a person acts: a group by id, otherwise the private chat with the bot. */
export const requireThread = (world: World, userId: number, chatId?: number, botId?: number): Thread => {
  requirePerson(world, userId)
  if (chatId === undefined || chatId === userId) return privateThread(world, requireBot(world, botId), userId)
  const thread = requireChat(world, chatId)
  if (!isPresent(thread.people.get(userId))) throw new Error(`Person ${userId} is no member of chat ${chatId}.`)
  return thread
}

export const requireMessage = (thread: Thread, messageId: number): StoredMessage => {
  const stored = thread.messages.get(messageId)
  if (stored === undefined) throw new Error(`There is no message ${messageId} in chat ${thread.chat.id}.`)
  return stored
}
