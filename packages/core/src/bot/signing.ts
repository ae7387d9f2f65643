import type { Transformer } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'
import type { Keyring } from '../crypto/index.ts'

/** The mark, one character of key id, 10 bytes of MAC in base64url. */
const overhead = 16
const maxBytes = 64
const macBytes = 10

/** How signed data says whom it is for: anybody in its chat, or one person there. */
const anybody = '~'
const onePerson = '^'
/** Stands between data and a person's id until it is signed; Telegram never sees it. Menus put any character into their data. */
const binding = '\u0001for='

/** Data for one person's presses only: what the bot answers somebody in a group is not for the others. */
export function bindToPerson(data: string, userId: number): string {
  return `${data}${binding}${userId}`
}

function unbind(given: string): readonly [data: string, person: string] {
  const at = given.lastIndexOf(binding)
  const person = at < 0 ? '' : given.slice(at + binding.length)
  return /^\d+$/.test(person) ? [given.slice(0, at), person] : [given, '']
}

/** Signs callback data for one chat (and one person, if bound), and checks what comes back. */
export interface CallbackSigner {
  /** @throws when id and values leave no room for the signature, naming the data and the cure */
  sign(chatId: bigint, data: string): string
  /** The data without its signature, or `undefined` when it was not made by us for this chat and this person. */
  verify(chatId: bigint, userId: number, signed: string): string | undefined
}

export function createCallbackSigner(keyring: Keyring, botId: number): CallbackSigner {
  const subject = (chatId: bigint, person: string, data: string): string => `${botId}:${chatId}:${person}:${data}`
  return {
    sign(chatId, given) {
      const [data, person] = unbind(given)
      if (Buffer.byteLength(data) > maxBytes - overhead)
        throw new Error(
          `Callback data "${data}" has ${Buffer.byteLength(data)} bytes, at most ${maxBytes - overhead} fit beside the signature: ` +
            'use ids instead of words, or a shorter callback id',
        )
      const { keyId, mac } = keyring.mac(subject(chatId, person, data), 'callback')
      return `${data}${person === '' ? anybody : onePerson}${keyId}${mac.subarray(0, macBytes).toString('base64url')}`
    },
    verify(chatId, userId, signed) {
      const cut = signed.length - overhead
      const mark = signed.charAt(cut)
      if (cut < 0 || (mark !== anybody && mark !== onePerson) || Buffer.byteLength(signed) > maxBytes) return undefined
      const data = signed.slice(0, cut)
      const person = mark === onePerson ? String(userId) : ''
      const mac = Buffer.from(signed.slice(cut + 2), 'base64url')
      // The decoder forgives stray bits and characters; we made one spelling only.
      if (mac.length !== macBytes || mac.toString('base64url') !== signed.slice(cut + 2)) return undefined
      const known = keyring.verifyMac(subject(chatId, person, data), 'callback', signed.charAt(cut + 1), mac)
      return known ? data : undefined
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
