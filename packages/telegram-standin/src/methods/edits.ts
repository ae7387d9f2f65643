import { badRequest } from '../errors.ts'
import { has, int } from '../params/values.ts'
import type { WireMessage } from '../wire.ts'
import { contentOf, isCaptioned } from '../world/media.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { seconds, touchMessage } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { writableChatOf } from './chat-of.ts'
import { captionOf, listOrNone, messageText } from './formatted.ts'
import { inlineMarkupOf } from './markup.ts'

interface Target {
  readonly thread: Thread
  readonly stored: StoredMessage
}

export const editTarget = (call: Call): Target => {
  // Inline mode is not offered, so no inline message can exist.
  if (has(call.params, 'inline_message_id')) throw badRequest('MESSAGE_ID_INVALID')
  if (!has(call.params, 'chat_id') && !has(call.params, 'message_id')) {
    throw badRequest('message identifier is not specified')
  }
  const thread = writableChatOf(call)
  if (!has(call.params, 'message_id')) throw badRequest('message identifier is not specified')
  const stored = thread.messages.get(int(call.params, 'message_id'))
  if (stored === undefined) throw badRequest('message to edit not found')
  if (stored.botId !== call.bot.user.id || stored.fixed || stored.message.forward_origin !== undefined) {
    throw badRequest("message can't be edited")
  }
  return { thread, stored }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Applies an edit; refuses one that changes nothing, as Telegram does. */
export const applyEdit = (call: Call, { thread, stored }: Target, change: Partial<WireMessage>): WireMessage => {
  const before = stored.message
  const after: WireMessage = { ...before, ...change }
  const shown = (message: WireMessage) => ({
    ...contentOf(message),
    // The bot's wish for a preview changes nothing by itself.
    link_preview_options: undefined,
    reply_markup: message.reply_markup,
  })
  if (same(shown(before), shown(after))) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  // A changed keyboard alone does not mark a message as edited.
  const onlyMarkup = same(shown({ ...before, reply_markup: undefined }), shown({ ...after, reply_markup: undefined }))
  stored.message = onlyMarkup ? after : { ...after, edit_date: seconds(call.world) }
  touchMessage(call.world, thread, stored)
  return stored.message
}

const editMessageText: Method = (call) => {
  const target = editTarget(call)
  const { text, entities } = messageText(call)
  if (target.stored.message.text === undefined) throw badRequest('there is no text in the message to edit')
  const reply_markup = inlineMarkupOf(call, target.thread)
  return applyEdit(call, target, { text, entities: listOrNone(entities), reply_markup })
}

const editMessageCaption: Method = (call) => {
  const target = editTarget(call)
  const { text, entities } = captionOf(call)
  if (!isCaptioned(target.stored.message)) throw badRequest('there is no caption in the message to edit')
  const reply_markup = inlineMarkupOf(call, target.thread)
  const caption = text === '' ? undefined : text
  return applyEdit(call, target, { caption, caption_entities: listOrNone(entities), reply_markup })
}

const editMessageReplyMarkup: Method = (call) => {
  const target = editTarget(call)
  return applyEdit(call, target, { reply_markup: inlineMarkupOf(call, target.thread) })
}

export const editMethods: MethodGroup = {
  editMessageText: full(editMessageText),
  editMessageCaption: full(editMessageCaption),
  editMessageReplyMarkup: full(editMessageReplyMarkup),
}
