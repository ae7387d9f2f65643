import type { Transformer } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Keyring } from '../crypto/index.ts'

/** `~`, one character of key id, 10 bytes of MAC in base64url. */
const overhead = 16
const maxBytes = 64
const macBytes = 10

/** Signs callback data for one chat, and checks what comes back. */
export interface CallbackSigner {
  /** @throws when id and values leave no room for the signature, naming the data and the cure */
  sign(chatId: bigint, data: string): string
  /** The data without its signature, or `undefined` when it was not made by us for this chat. */
  verify(chatId: bigint, signed: string): string | undefined
}

export function createCallbackSigner(keyring: Keyring, botId: number): CallbackSigner {
  const subject = (chatId: bigint, data: string): string => `${botId}:${chatId}:${data}`
  return {
    sign(chatId, data) {
      if (Buffer.byteLength(data) > maxBytes - overhead)
        throw new Error(
          `Callback data "${data}" has ${Buffer.byteLength(data)} bytes, at most ${maxBytes - overhead} fit beside the signature: ` +
            'use ids instead of words, or a shorter callback id',
        )
      const { keyId, mac } = keyring.mac(subject(chatId, data), 'callback')
      return `${data}~${keyId}${mac.subarray(0, macBytes).toString('base64url')}`
    },
    verify(chatId, signed) {
      const cut = signed.length - overhead
      if (cut < 0 || signed[cut] !== '~' || Buffer.byteLength(signed) > maxBytes) return undefined
      const data = signed.slice(0, cut)
      const mac = Buffer.from(signed.slice(cut + 2), 'base64url')
      const keyId = signed.charAt(cut + 1)
      return mac.length === macBytes && keyring.verifyMac(subject(chatId, data), 'callback', keyId, mac)
        ? data
        : undefined
    },
  }
}

/** Signs every button of an inline keyboard; a copy comes back. */
export function signKeyboard(
  signer: CallbackSigner,
  chatId: bigint,
  markup: InlineKeyboardMarkup,
): InlineKeyboardMarkup {
  return {
    inline_keyboard: markup.inline_keyboard.map((row) =>
      row.map((button) =>
        'callback_data' in button ? { ...button, callback_data: signer.sign(chatId, button.callback_data) } : button,
      ),
    ),
  }
}

function isInlineKeyboard(markup: unknown): markup is InlineKeyboardMarkup {
  return (
    typeof markup === 'object' &&
    markup !== null &&
    'inline_keyboard' in markup &&
    Array.isArray(markup.inline_keyboard)
  )
}

/**
 * Signs on the way out. Installed on the bot's API and again inside conversations; it runs after the menu plugin has
 * drawn its buttons, so their data is covered too.
 */
export function signCallbackData(signer: CallbackSigner): Transformer {
  return (prev, method, payload, signal) => {
    if (!('reply_markup' in payload) || !('chat_id' in payload) || !isInlineKeyboard(payload.reply_markup))
      return prev(method, payload, signal)
    const chatId = BigInt(String(payload.chat_id))
    return prev(method, { ...payload, reply_markup: signKeyboard(signer, chatId, payload.reply_markup) }, signal)
  }
}
