import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import type { Html, Reader, Texts } from '../i18n/index.ts'
import { effects } from '../telegram/index.ts'
import type { ButtonSpec, KeyboardSpec, MessageContent } from './types.ts'

/** Signs callback data for one chat; the same signature that the ingress checks. */
export type SignKeyboard = (chatId: bigint, markup: InlineKeyboardMarkup) => InlineKeyboardMarkup

export interface RenderDeps {
  readonly texts: Texts
  readonly signKeyboard: SignKeyboard
}

/** A message in its reader's language, with signed buttons; the parts that its calls are made of. */
export interface RenderedMessage {
  /** Where it goes, and its keyboard. */
  readonly frame: { readonly chat_id: number; readonly reply_markup?: InlineKeyboardMarkup }
  /** What a new message comes with. */
  readonly effect: { readonly message_effect_id?: string }
  readonly text: { readonly text: Html; readonly parse_mode: 'HTML' }
  /** Rendered when it is needed, which is seldom. */
  caption(): { readonly caption: Html; readonly parse_mode: 'HTML' }
}

/** Telegram's limit for the words under a picture. */
export const captionLimit = 1024

export function renderKeyboard(texts: Texts, reader: Reader, keyboard: KeyboardSpec): InlineKeyboardMarkup {
  const toButton = (button: ButtonSpec): InlineKeyboardButton => ({
    text: texts.plain(reader, button.text),
    ...(button.style && { style: button.style }),
    ...kindOf(button),
  })
  return { inline_keyboard: keyboard.map((row) => row.map(toButton)) }
}

function kindOf(button: ButtonSpec) {
  if ('data' in button) return { callback_data: button.data }
  if ('url' in button) return { url: button.url }
  return 'copy' in button ? { copy_text: { text: button.copy } } : { disabled: {} }
}

export function renderMessage(
  { texts, signKeyboard }: RenderDeps,
  reader: Reader,
  chatId: bigint,
  content: MessageContent,
): RenderedMessage {
  const keyboard = content.keyboard && renderKeyboard(texts, reader, content.keyboard)
  return {
    frame: {
      // Telegram ids have at most 52 bits.
      chat_id: Number(chatId),
      ...(keyboard && { reply_markup: signKeyboard(chatId, keyboard) }),
    },
    effect: content.effect && chatId > 0n ? { message_effect_id: effects[content.effect] } : {},
    text: { text: texts.html(reader, content.text), parse_mode: 'HTML' },
    caption: () => ({ caption: texts.html(reader, content.text, captionLimit), parse_mode: 'HTML' }),
  }
}
