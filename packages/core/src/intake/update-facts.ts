import type { Chat, Message, Update, User } from 'grammy/types'

/** A field of an update, as `allowed_updates` names it. */
export type AllowedUpdate = Exclude<keyof Update, 'update_id'>

/** What the intake needs to know of an update before any handler runs. */
export interface UpdateFacts {
  readonly kind: string
  readonly from: User | undefined
  readonly chat: Chat | undefined
  /** Telegram delivers in order per key: chats for messages, people for presses. */
  readonly deliveryKey: string
  /** Somebody wants something: a text, a command, a file, a press. Else Telegram tells what happened, which nobody can repeat. */
  readonly asks: boolean
  /** About money: a question whether something may be paid, or what was paid or went back. No limit, order or lock applies to it. */
  readonly isPayment: boolean
  /** Id of the group that waits for an answer: a command that names no other bot, or a press. */
  readonly asksInGroup: number | undefined
  /** The person acts in their own chat with the bot, so the bot may write to them. */
  readonly opensPrivateChat: boolean
  /** The album that a message is a picture of. */
  readonly album: string | undefined
  /** A live location that moved: it comes by itself every few seconds, so it has a silent limit of its own and answers no dialogue. */
  readonly liveMove: LiveMove | undefined
  /** Payload of `/start <payload>`, if this is one. */
  readonly startPayload: string | undefined
}

export interface LiveMove {
  readonly from: number
  /** Seconds, by Telegram's clock. */
  readonly at: number
  /** The location is live no more. */
  readonly isLast: boolean
}

const pressKinds = new Set([
  'callback_query',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
])

const isGroup = (chat: Chat | undefined): chat is Chat.GroupChat | Chat.SupergroupChat =>
  chat?.type === 'group' || chat?.type === 'supergroup'

const isService = (message: Message): boolean => message.migrate_to_chat_id !== undefined

const isCharge = (message: Message | undefined): boolean =>
  message?.successful_payment !== undefined || message?.refunded_payment !== undefined

function isCommand(text: string | undefined, ownName: string | undefined): boolean {
  const named = /^\/\w+(?:@(\w+))?/.exec(text ?? '')
  if (!named) return false
  return named[1] === undefined || ownName === undefined || named[1].toLowerCase() === ownName.toLowerCase()
}

/** The last edit of a live location comes without its period. */
function liveMoveOf(edited: Message | undefined): LiveMove | undefined {
  const { from, location, edit_date: at } = edited ?? {}
  return from && location && at !== undefined
    ? { from: from.id, at, isLast: location.live_period === undefined }
    : undefined
}

/** @param ownName the bot's username, once it is known */
export function readUpdate(update: Update, ownName?: string): UpdateFacts {
  const kind = Object.keys(update).find((key) => key !== 'update_id') ?? 'unknown'
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.edited_channel_post
  const member = update.my_chat_member ?? update.chat_member ?? update.chat_join_request
  const press = update.callback_query ?? update.inline_query ?? update.shipping_query ?? update.pre_checkout_query
  const from =
    message?.from ?? press?.from ?? member?.from ?? update.chosen_inline_result?.from ?? update.message_reaction?.user
  const isPayment = update.pre_checkout_query !== undefined || isCharge(update.message)
  const chat = message?.chat ?? update.callback_query?.message?.chat ?? member?.chat ?? update.message_reaction?.chat
  return {
    kind,
    from: from && !from.is_bot && Number.isSafeInteger(from.id) ? from : undefined,
    chat,
    deliveryKey: pressKinds.has(kind) || !chat ? `user:${from?.id ?? 0}` : `chat:${chat.id}`,
    asks: !isPayment && (pressKinds.has(kind) || (update.message !== undefined && !isService(update.message))),
    isPayment,
    asksInGroup:
      isGroup(chat) && (update.callback_query || isCommand(update.message?.text, ownName)) ? chat.id : undefined,
    album: typeof update.message?.media_group_id === 'string' ? update.message.media_group_id : undefined,
    liveMove: liveMoveOf(update.edited_message),
    // A refund is told in the person's chat, but nothing that they do.
    opensPrivateChat:
      (update.message ?? update.callback_query) !== undefined &&
      chat?.type === 'private' &&
      update.message?.refunded_payment === undefined,
    startPayload: /^\/start(?:@\w+)? ([\w-]{1,64})$/.exec(update.message?.text ?? '')?.[1],
  }
}

/** In order within a chat and for one person across chats; everything else side by side. */
export function lanesOf({ chat, from }: UpdateFacts): readonly string[] {
  // A private chat has its person's id, so both are one lane.
  return [...new Set([chat?.id, from?.id])].flatMap((id) => (id === undefined ? [] : [String(id)]))
}
