import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Reader, Texts } from '../i18n/index.ts'
import type { ButtonSpec, KeyboardSpec, MessageContent } from './types.ts'

/** Signs callback data for one chat; the same signature that the ingress checks. */
export type SignKeyboard = (chatId: bigint, markup: InlineKeyboardMarkup) => InlineKeyboardMarkup

export interface RenderDeps {
  readonly texts: Texts
  readonly signKeyboard: SignKeyboard
}

export function renderKeyboard(texts: Texts, reader: Reader, keyboard: KeyboardSpec): InlineKeyboardMarkup {
  const toButton = (button: ButtonSpec) => {
    const text = texts.plain(reader, button.text)
    return 'url' in button ? { text, url: button.url } : { text, callback_data: button.data }
  }
  return { inline_keyboard: keyboard.map((row) => row.map(toButton)) }
}

/** The payload of `sendMessage` or `editMessageText`, in the reader's language, with signed buttons. */
export function renderMessage(deps: RenderDeps, reader: Reader, chatId: bigint, content: MessageContent): object {
  const keyboard = content.keyboard && renderKeyboard(deps.texts, reader, content.keyboard)
  return {
    // Telegram ids have at most 52 bits.
    chat_id: Number(chatId),
    text: deps.texts.html(reader, content.text),
    parse_mode: 'HTML',
    ...(keyboard && { reply_markup: deps.signKeyboard(chatId, keyboard) }),
  }
}
