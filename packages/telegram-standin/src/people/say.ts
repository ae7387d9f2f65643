import { withoutReply } from '../methods/post.ts'
import type { PersonEdit, PersonMessage } from '../types.ts'
import { pushMessageUpdate } from '../updates/queue.ts'
import type { WireMessage } from '../wire.ts'
import type { Bot, Person, StoredMessage, Thread } from '../world/state.ts'
import {
  isPresent,
  nextAlbumId,
  nextMessageId,
  requireBot,
  requireMessage,
  requirePerson,
  requireThread,
  seconds,
  storeMessage,
  touchMessage,
  type World,
} from '../world/world.ts'
import { contentBy, type Shown, written } from './content.ts'
import { unblock } from './membership.ts'

const albumSizes = { min: 2, max: 10 } as const

// What a bot with privacy mode sees in a group: commands for it, replies to it, mentions of it.
const addressed = (bot: Bot, message: WireMessage): boolean => {
  const name = bot.user.username?.toLowerCase() ?? ''
  const body = (message.text ?? message.caption ?? '').toLowerCase()
  if (message.reply_to_message?.from?.id === bot.user.id) return true
  if (body.includes(`@${name}`)) return true
  return /^\/[a-z0-9_]+(?![a-z0-9_@])/.test(body)
}

const receivers = (world: World, thread: Thread, message: WireMessage): Bot[] => {
  if (thread.botId !== null) return [requireBot(world, thread.botId)]
  const bots: Bot[] = []
  for (const [id, status] of thread.bots) {
    const bot = world.bots.get(id)
    if (bot === undefined || !isPresent(status)) continue
    const seesAll = status === 'administrator' || !bot.privacyMode || thread.chat.type === 'channel'
    if (seesAll || addressed(bot, message)) bots.push(bot)
  }
  return bots
}

const checkMayPost = (thread: Thread, userId: number): void => {
  if (thread.chat.type !== 'channel') return
  const status = thread.people.get(userId)
  if (status !== 'creator' && status !== 'administrator') {
    throw new Error(`Person ${userId} may not post in channel ${thread.chat.id}: only its creator and administrators.`)
  }
}

const repliedTo = (thread: Thread, messageId: number | undefined): WireMessage | undefined =>
  messageId === undefined ? undefined : withoutReply(requireMessage(thread, messageId).message)

/** The fields that put a message into a topic, which the first message in it opens. */
const inTopic = (
  thread: Thread,
  topicId: number | undefined,
): Pick<WireMessage, 'message_thread_id' | 'is_topic_message'> => {
  if (topicId === undefined) return {}
  if (thread.chat.is_forum !== true) throw new Error(`Chat ${thread.chat.id} has no topics: create it with \`forum\`.`)
  thread.topics ??= []
  if (!thread.topics.includes(topicId)) thread.topics.push(topicId)
  return { message_thread_id: topicId, is_topic_message: true }
}

type Where = Pick<PersonMessage, 'replyTo' | 'topicId'>

const send = (world: World, person: Person, thread: Thread, content: Shown, where: Where): StoredMessage => {
  const reply_to_message = repliedTo(thread, where.replyTo)
  const message: WireMessage = {
    message_id: nextMessageId(world, thread),
    ...(thread.chat.type === 'channel' ? { sender_chat: thread.chat } : { from: person.user }),
    chat: thread.chat,
    date: seconds(world),
    ...content,
    ...inTopic(thread, where.topicId),
    reply_to_message,
  }
  const period = message.location?.live_period
  const stored = storeMessage(world, thread, {
    message,
    author: 'user',
    botId: null,
    keyboard: null,
    removesKeyboard: false,
    fixed: false,
    reactions: [],
    liveUntil: period === undefined ? null : world.now() + period * 1000,
  })
  for (const bot of receivers(world, thread, message)) pushMessageUpdate(world, bot, message, false)
  return stored
}

const place = (world: World, userId: number, message: PersonMessage) => {
  const person = requirePerson(world, userId)
  const thread = requireThread(world, userId, message.chatId, message.botId)
  checkMayPost(thread, userId)
  if (thread.botId !== null) {
    // Telegram's clients make people restart a blocked bot before they can write to it.
    if (thread.blocked) unblock(world, userId, thread.botId)
    thread.started = true
  }
  return { person, thread }
}

/** A person sends one message: it is stored and handed to the bots that may see it. */
export const say = (world: World, userId: number, message: PersonMessage): StoredMessage => {
  const { person, thread } = place(world, userId, message)
  return send(world, person, thread, contentBy(world, person, message), message)
}

/** The same for albums too: as many messages as the album has items, under one `media_group_id`. */
export const sayAll = (world: World, userId: number, message: PersonMessage): StoredMessage[] => {
  const { album } = message
  if (album === undefined) return [say(world, userId, message)]
  if (album.length < albumSizes.min || album.length > albumSizes.max) {
    throw new Error(`An album has ${albumSizes.min} to ${albumSizes.max} items; this one has ${album.length}.`)
  }
  const { person, thread } = place(world, userId, message)
  const contents = album.map((item) => contentBy(world, person, item))
  const media_group_id = nextAlbumId(world)
  return contents.map((content) => send(world, person, thread, { ...content, media_group_id }, message))
}

const moved = (world: World, stored: StoredMessage, to: PersonEdit['location']): Shown => {
  const { location, message_id } = stored.message
  if (location === undefined) throw new Error(`Message ${message_id} is no location that could move.`)
  if (stored.liveUntil === null || stored.liveUntil <= world.now()) {
    stored.liveUntil = null
    throw new Error(`Message ${message_id} is no live location, or it has ended.`)
  }
  // The last edit of a live location comes without live_period.
  const { live_period, heading: _, ...last } = location
  return { location: to === null || to === undefined ? last : { ...to, live_period } }
}

const changed = (world: World, stored: StoredMessage, edit: PersonEdit): Shown => {
  if (edit.text !== undefined) return written(world, edit.text)
  if (edit.caption === undefined) return moved(world, stored, edit.location)
  const { text, entities } = written(world, edit.caption)
  return { caption: text, caption_entities: entities }
}

/** A person edits their own message or moves a live location. */
export const rewrite = (world: World, userId: number, messageId: number, edit: PersonEdit): void => {
  const thread = requireThread(world, userId, edit.chatId, edit.botId)
  const stored = thread.messages.get(messageId)
  if (stored === undefined || stored.author !== 'user' || (stored.message.from?.id ?? userId) !== userId) {
    throw new Error(`Person ${userId} has no message ${messageId} in chat ${thread.chat.id}.`)
  }
  checkMayPost(thread, userId)
  const change = changed(world, stored, edit)
  if (edit.text === undefined && edit.caption === undefined && change.location?.live_period === undefined) {
    stored.liveUntil = null
  }
  stored.message = { ...stored.message, ...change, edit_date: seconds(world) }
  touchMessage(world, thread, stored)
  for (const bot of receivers(world, thread, stored.message)) pushMessageUpdate(world, bot, stored.message, true)
}
