import { badRequest } from '../errors.ts'
import { isRecord } from '../guards.ts'
import { flag, int, json } from '../params/values.ts'
import type { WireMessage } from '../wire.ts'
import type { InvoiceTerms, Thread } from '../world/state.ts'
import { nextMessageId, seconds, storeMessage } from '../world/world.ts'
import type { Call } from './call.ts'
import { effectOf } from './effect.ts'
import { type Markup, markupOf } from './markup.ts'

/** What a message shows, apart from who sent it where and when. */
export type Content = Partial<Omit<WireMessage, 'message_id' | 'from' | 'date' | 'chat' | 'reply_markup'>>

export const withoutReply = ({ reply_to_message: _, ...message }: WireMessage): WireMessage => message

const repliedTo = (call: Call, thread: Thread): WireMessage | undefined => {
  const raw = json(call.params, 'reply_parameters', "can't parse reply parameters JSON object")
  const fields = isRecord(raw) ? raw : undefined
  const named = fields === undefined ? int(call.params, 'reply_to_message_id') : Number(fields.message_id ?? 0)
  if (named === 0) return undefined
  const found = thread.messages.get(named)
  if (found !== undefined) return withoutReply(found.message)
  const lenient = fields?.allow_sending_without_reply === true || flag(call.params, 'allow_sending_without_reply')
  if (lenient) return undefined
  throw badRequest('message to be replied not found')
}

/** The topic that the bot named; a reply goes where the message is that it answers. */
const topicOf = (
  call: Call,
  thread: Thread,
  reply: WireMessage | undefined,
): Pick<WireMessage, 'message_thread_id' | 'is_topic_message'> => {
  const named = int(call.params, 'message_thread_id') || (reply?.is_topic_message ? (reply.message_thread_id ?? 0) : 0)
  if (named === 0) return {}
  if (!thread.topics?.includes(named)) throw badRequest('message thread not found')
  return { message_thread_id: named, is_topic_message: true }
}

const applyKeyboard = (thread: Thread, markup: Markup): void => {
  if (markup.keyboard !== null) thread.keyboard = markup.keyboard
  else if (markup.removesKeyboard) thread.keyboard = null
}

interface Extras {
  /** End of a live location, business time in ms. */
  readonly liveUntil?: number
  readonly invoice?: InvoiceTerms
  /** Stands in for the call's `reply_markup`. */
  readonly markup?: Markup
}

/** Puts a bot's message into a chat and returns it as the answer shows it. */
export const post = (call: Call, thread: Thread, content: Content, extras: Extras = {}): WireMessage => {
  const markup = extras.markup ?? markupOf(call, thread)
  const reply = repliedTo(call, thread)
  const effect_id = effectOf(call, thread)
  const isPost = thread.chat.type === 'channel'
  const message: WireMessage = {
    message_id: nextMessageId(call.world, thread),
    ...(isPost ? { sender_chat: thread.chat } : { from: call.bot.user }),
    chat: thread.chat,
    date: seconds(call.world),
    ...content,
    ...topicOf(call, thread, reply),
    effect_id,
    reply_to_message: reply,
    has_protected_content: flag(call.params, 'protect_content') ? true : undefined,
    reply_markup: markup.inline,
  }
  applyKeyboard(thread, markup)
  thread.action = null
  storeMessage(call.world, thread, {
    message,
    author: 'bot',
    botId: call.bot.user.id,
    keyboard: markup.keyboard,
    removesKeyboard: markup.removesKeyboard,
    fixed: markup.fixed,
    reactions: [],
    liveUntil: extras.liveUntil ?? null,
    ...(extras.invoice === undefined ? {} : { invoice: extras.invoice }),
  })
  return message
}
