import { formatText } from '../entities/index.ts'
import { listOrNone, userFinder } from '../methods/formatted.ts'
import { withoutReply } from '../methods/post.ts'
import type { PersonEdit, PersonMessage } from '../types.ts'
import { pushMessageUpdate } from '../updates/queue.ts'
import type { WireMessage } from '../wire.ts'
import { documentObject, photoSizes, storeFile } from '../world/files.ts'
import type { Bot, Person, StoredMessage, Thread } from '../world/state.ts'
import {
  nextMessageId,
  requireBot,
  requirePerson,
  requireThread,
  seconds,
  storeMessage,
  touchMessage,
  type World,
} from '../world/world.ts'
import { unblock } from './membership.ts'

type Shown = Partial<WireMessage>

const contactOf = (person: Person) => {
  const { first_name, last_name, id } = person.user
  return { phone_number: person.phone, first_name, last_name, user_id: id }
}

const fileContent = (world: World, message: PersonMessage): Shown => {
  if (message.photo !== undefined) {
    const file = storeFile(world, { kind: 'photo', mime: null, ...message.photo })
    return { photo: photoSizes(file) }
  }
  if (message.document !== undefined) {
    return { document: documentObject(storeFile(world, { kind: 'document', mime: null, ...message.document })) }
  }
  return {}
}

const contentOf = (world: World, person: Person, message: PersonMessage): Shown => {
  const written = (value: string) => formatText(value, '', undefined, userFinder(world))
  if (message.text !== undefined) {
    const { text, entities } = written(message.text)
    if (text === '') throw new Error('A person cannot send an empty text.')
    return { text, entities: listOrNone(entities) }
  }
  if (message.contact === true) return { contact: contactOf(person) }
  if (message.location !== undefined) return { location: message.location }
  const file = fileContent(world, message)
  if (file.photo === undefined && file.document === undefined) {
    throw new Error('Nothing to send: give one of text, photo, document, contact or location.')
  }
  if (message.caption === undefined) return file
  const { text, entities } = written(message.caption)
  return { ...file, caption: text, caption_entities: listOrNone(entities) }
}

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
    if (bot === undefined || status === 'left' || status === 'kicked') continue
    const seesAll = status === 'administrator' || !bot.privacyMode || thread.chat.type === 'channel'
    if (seesAll || addressed(bot, message)) bots.push(bot)
  }
  return bots
}

const messageBy = (world: World, person: Person, thread: Thread, message: PersonMessage): WireMessage => {
  const reply = message.replyTo === undefined ? undefined : thread.messages.get(message.replyTo)
  if (message.replyTo !== undefined && reply === undefined) {
    throw new Error(`There is no message ${message.replyTo} to reply to in chat ${thread.chat.id}.`)
  }
  const content = contentOf(world, person, message)
  return {
    message_id: nextMessageId(world, thread),
    ...(thread.chat.type === 'channel' ? { sender_chat: thread.chat } : { from: person.user }),
    chat: thread.chat,
    date: seconds(world),
    ...content,
    reply_to_message: reply === undefined ? undefined : withoutReply(reply.message),
  }
}

/** A person writes: the message is stored and handed to the bots that may see it. */
export const say = (world: World, userId: number, message: PersonMessage): StoredMessage => {
  const person = requirePerson(world, userId)
  const thread = requireThread(world, userId, message.chatId, message.botId)
  if (thread.botId !== null) {
    // Telegram's clients make people restart a blocked bot before they can write to it.
    if (thread.blocked) unblock(world, userId, thread.botId)
    thread.started = true
  }
  const sent = messageBy(world, person, thread, message)
  const period = message.location?.live_period
  const stored = storeMessage(world, thread, {
    message: sent,
    author: 'user',
    botId: null,
    keyboard: null,
    removesKeyboard: false,
    fixed: false,
    reactions: [],
    liveUntil: period === undefined ? null : world.now() + period * 1000,
  })
  for (const bot of receivers(world, thread, sent)) pushMessageUpdate(world, bot, sent, false)
  return stored
}

const changed = (world: World, stored: StoredMessage, edit: PersonEdit): Shown => {
  const written = (value: string) => formatText(value, '', undefined, userFinder(world))
  if (edit.text !== undefined) {
    const { text, entities } = written(edit.text)
    return { text, entities: listOrNone(entities) }
  }
  if (edit.caption !== undefined) {
    const { text, entities } = written(edit.caption)
    return { caption: text, caption_entities: listOrNone(entities) }
  }
  const { location } = stored.message
  if (location === undefined) throw new Error(`Message ${stored.message.message_id} is no location that could move.`)
  if (stored.liveUntil === null)
    throw new Error(`Message ${stored.message.message_id} is no live location, or it has ended.`)
  // The last edit of a live location comes without live_period.
  const { live_period, ...last } = location
  if (edit.location === null || edit.location === undefined) return { location: last }
  return { location: { ...edit.location, live_period } }
}

/** A person edits their own message or moves a live location. */
export const rewrite = (world: World, userId: number, messageId: number, edit: PersonEdit): void => {
  const thread = requireThread(world, userId, edit.chatId, edit.botId)
  const stored = thread.messages.get(messageId)
  if (stored === undefined || stored.author !== 'user' || (stored.message.from?.id ?? userId) !== userId) {
    throw new Error(`Person ${userId} has no message ${messageId} in chat ${thread.chat.id}.`)
  }
  const change = changed(world, stored, edit)
  if (edit.text === undefined && edit.caption === undefined && change.location?.live_period === undefined) {
    stored.liveUntil = null
  }
  stored.message = { ...stored.message, ...change, edit_date: seconds(world) }
  touchMessage(world, thread, stored)
  for (const bot of receivers(world, thread, stored.message)) pushMessageUpdate(world, bot, stored.message, true)
}
