import { isWebHost } from '../entities/web-host.ts'
import { badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import { json } from '../params/values.ts'
import type { InlineButton, InlineKeyboard, ReplyButton } from '../wire.ts'
import type { ReplyKeyboard, Thread } from '../world/state.ts'
import type { Call } from './call.ts'

export interface Markup {
  readonly inline: InlineKeyboard | undefined
  readonly keyboard: ReplyKeyboard | null
  readonly removesKeyboard: boolean
  /** Anything but an inline keyboard makes the message uneditable. */
  readonly fixed: boolean
}

export const noMarkup: Markup = { inline: undefined, keyboard: null, removesKeyboard: false, fixed: false }

const markupBytes = 10_240
const buttonKinds = [
  'url',
  'callback_data',
  'callback_game',
  'pay',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'login_url',
  'web_app',
  'copy_text',
  'disabled',
] as const

/** A link of a button as Telegram stores it. @param what the button and its kind of link, for the refusal */
const checkUrl = (url: string, what: string): string => {
  const fail = (reason: string): Error => badRequest(`${what} '${url}' is invalid: ${reason}`)
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && url.startsWith('://', scheme.length)) {
    if (scheme === 'tg' || scheme === 'ton') return url
    if (scheme !== 'http' && scheme !== 'https') throw fail('Unsupported URL protocol')
  } else if (scheme !== undefined && !/^[^/?#]+:\d/.test(url)) throw fail('Unsupported URL protocol')
  const full = scheme !== undefined && url.startsWith('://', scheme.length) ? url : `http://${url}`
  const host = /^https?:\/\/(?:[^@/?#\s]*@)?([^/?#\s:]*)/i.exec(full)?.[1] ?? ''
  if (host === '') throw fail('URL host is empty')
  if (/\s/.test(full) || !isWebHost(host)) throw fail('Wrong HTTP URL')
  return /^https?:\/\/[^/?#]+$/i.test(full) ? `${full}/` : full
}

/** Web apps and logins want https. */
const checkSecureUrl = (value: unknown, what: string): void => {
  const url = isRecord(value) && typeof value.url === 'string' ? value.url : ''
  if (!/^https:\/\//i.test(url)) throw badRequest(`${what} '${url}' is invalid: Only HTTPS links are allowed`)
  checkUrl(url, what)
}

const requiredText = (
  button: unknown,
  what: string,
): { readonly fields: Record<string, unknown>; readonly text: string } => {
  if (!isRecord(button))
    throw badRequest(
      `can't parse ${what}: ${what === 'keyboard button' ? 'KeyboardButton' : 'InlineKeyboardButton'} must be an Object`,
    )
  if (typeof button.text !== 'string') throw badRequest(`can't parse ${what}: Field "text" must be of type String`)
  return { fields: button, text: button.text }
}

const inlineButton = (raw: unknown, first: boolean): InlineButton => {
  const { fields, text } = requiredText(raw, 'inline keyboard button')
  if (text.trim() === '') throw badRequest('text of an inline keyboard button must be non-empty')
  const kind = buttonKinds.find((name) => fields[name] !== undefined && fields[name] !== null && fields[name] !== '')
  if (kind === undefined) {
    if (fields.switch_inline_query === '' || fields.switch_inline_query_current_chat === '') return { ...fields, text }
    if (fields.callback_data === '') throw badRequest('BUTTON_DATA_INVALID')
    throw badRequest('Text buttons are unallowed in the inline keyboard')
  }
  // Exactly one kind counts, by Telegram's reading order; the others are forgotten.
  const style = typeof fields.style === 'string' ? { style: fields.style } : {}
  if (kind === 'url') return { text, ...style, url: checkUrl(String(fields.url), 'inline keyboard button URL') }
  if (kind === 'callback_data') {
    const data = String(fields.callback_data)
    if (Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID')
    return { text, ...style, callback_data: data }
  }
  if ((kind === 'pay' || kind === 'callback_game') && !first) throw badRequest('BUTTON_POS_INVALID')
  if (kind === 'copy_text') checkCopyText(fields.copy_text)
  if (kind === 'web_app') checkSecureUrl(fields.web_app, 'inline keyboard button Web App URL')
  if (kind === 'login_url') checkSecureUrl(fields.login_url, 'inline keyboard button login URL')
  return { text, ...style, [kind]: fields[kind] }
}

const checkCopyText = (value: unknown): void => {
  const copied = isRecord(value) ? value.text : undefined
  if (typeof copied !== 'string')
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String')
  if (copied.length < 1 || [...copied].length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID')
}

const rowsOf = <T>(value: unknown, field: string, read: (button: unknown, first: boolean) => T): T[][] => {
  if (!isList(value)) throw badRequest(`field "${field}" must be of type Array`)
  const rows: T[][] = []
  for (const row of value) {
    if (!isList(row)) throw badRequest(`field "${field}" must be an Array of Arrays`)
    const buttons = row.map((button) => read(button, rows.length === 0 && row[0] === button))
    if (buttons.length > 0) rows.push(buttons)
  }
  return rows
}

const replyButton = (raw: unknown, thread: Thread): ReplyButton => {
  if (typeof raw === 'string') return { text: raw }
  const { fields, text } = requiredText(raw, 'keyboard button')
  if (text.trim() === '') throw badRequest('keyboard button text must be non-empty')
  const isPrivate = thread.chat.type === 'private'
  if (fields.request_contact === true && !isPrivate)
    throw badRequest('phone number can be requested in private chats only')
  if (fields.request_location === true && !isPrivate)
    throw badRequest('location can be requested in private chats only')
  if (fields.web_app !== undefined) checkSecureUrl(fields.web_app, 'keyboard button Web App URL')
  return { ...fields, text }
}

const checkSize = (value: unknown): void => {
  if (Buffer.byteLength(JSON.stringify(value)) > markupBytes) throw badRequest('reply markup is too long')
}

/** Reads `reply_markup` with all its shapes. */
export const markupOf = (call: Call, thread: Thread): Markup => {
  const raw = json(call.params, 'reply_markup', "can't parse reply keyboard markup JSON object")
  if (raw === undefined) return noMarkup
  if (!isRecord(raw)) throw badRequest('object expected as reply markup')
  if (raw.inline_keyboard !== undefined) {
    const rows = rowsOf(raw.inline_keyboard, 'inline_keyboard', inlineButton)
    checkSize(rows)
    return { ...noMarkup, inline: rows.length === 0 ? undefined : { inline_keyboard: rows } }
  }
  if (raw.keyboard !== undefined) {
    const rows = rowsOf(raw.keyboard, 'keyboard', (button) => replyButton(button, thread))
    checkSize(rows)
    if (rows.length === 0) return { ...noMarkup, fixed: true }
    return { ...noMarkup, keyboard: { rows, oneTime: raw.one_time_keyboard === true }, fixed: true }
  }
  const removesKeyboard = raw.remove_keyboard === true
  return { ...noMarkup, removesKeyboard, fixed: removesKeyboard || raw.force_reply === true }
}

/** Only inline keyboards may stand under an edited message. */
export const inlineMarkupOf = (call: Call, thread: Thread): InlineKeyboard | undefined => {
  const markup = markupOf(call, thread)
  if (markup.fixed) throw badRequest('inline keyboard expected')
  return markup.inline
}
