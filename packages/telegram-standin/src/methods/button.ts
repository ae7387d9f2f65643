import { isWebHost } from '../entities/web-host.ts'
import { type ApiError, badRequest } from '../errors.ts'
import { isRecord } from '../guards.ts'
import type { ButtonStyle, InlineButton, ReplyButton } from '../wire.ts'
import type { Thread } from '../world/state.ts'
import type { Call } from './call.ts'

/** In the order in which Telegram's server looks for them. */
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

type What = 'inline keyboard button' | 'keyboard button'

const unreadable = (what: What, reason: string): ApiError => badRequest(`can't parse ${what}: ${reason}`)

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

interface Labelled {
  readonly fields: Record<string, unknown>
  readonly text: string
}

const labelled = (button: unknown, what: What): Labelled => {
  if (!isRecord(button)) {
    throw unreadable(
      what,
      `${what === 'keyboard button' ? 'KeyboardButton' : 'InlineKeyboardButton'} must be an Object`,
    )
  }
  if (typeof button.text !== 'string') throw unreadable(what, 'Field "text" must be of type String')
  return { fields: button, text: button.text }
}

const isStyle = (value: unknown): value is ButtonStyle =>
  value === 'danger' || value === 'success' || value === 'primary'

const styleOf = (call: Call, { style }: Record<string, unknown>, what: What): { style?: ButtonStyle } => {
  if (style === undefined || style === null || style === '') return {}
  if (!isStyle(style) || call.refuses('style')) throw unreadable(what, 'Invalid button style specified')
  return { style }
}

const checkCopyText = (value: unknown): void => {
  const copied = isRecord(value) ? value.text : undefined
  if (typeof copied !== 'string') throw unreadable('inline keyboard button', 'Field "text" must be of type String')
  if (copied.length < 1 || [...copied].length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID')
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** Servers from before these kinds read over them, and see a button that does nothing. */
const isUnknown = (call: Call, kind: string): boolean =>
  (kind === 'copy_text' || kind === 'disabled') && call.refuses(kind)

/** Reads one button of an inline keyboard. @param first whether it is the first one of the keyboard */
export const inlineButton = (call: Call, raw: unknown, first: boolean): InlineButton => {
  const what = 'inline keyboard button'
  const { fields, text } = labelled(raw, what)
  if (text.trim() === '') throw badRequest('text of an inline keyboard button must be non-empty')
  const style = styleOf(call, fields, what)
  const kind = buttonKinds.find((name) => isGiven(fields[name]) && !isUnknown(call, name))
  if (kind === undefined) {
    if (fields.switch_inline_query === '' || fields.switch_inline_query_current_chat === '') return { ...fields, text }
    if (fields.callback_data === '') throw badRequest('BUTTON_DATA_INVALID')
    throw unreadable(what, 'Text buttons are unallowed in the inline keyboard')
  }
  // Exactly one kind counts, by the reading order; the others are forgotten.
  if (kind === 'url') return { text, ...style, url: checkUrl(String(fields.url), `${what} URL`) }
  if (kind === 'callback_data') {
    const data = String(fields.callback_data)
    if (Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID')
    return { text, ...style, callback_data: data }
  }
  if ((kind === 'pay' || kind === 'callback_game') && !first) throw badRequest('BUTTON_POS_INVALID')
  if (kind === 'copy_text') checkCopyText(fields.copy_text)
  if (kind === 'disabled' && !isRecord(fields.disabled))
    throw unreadable(what, 'Field "disabled" must be of type Object')
  if (kind === 'web_app') checkSecureUrl(fields.web_app, `${what} Web App URL`)
  if (kind === 'login_url') checkSecureUrl(fields.login_url, `${what} login URL`)
  return { text, ...style, [kind]: fields[kind] }
}

/** Reads one button of a reply keyboard. */
export const replyButton = (call: Call, raw: unknown, thread: Thread): ReplyButton => {
  if (typeof raw === 'string') return { text: raw }
  const { fields, text } = labelled(raw, 'keyboard button')
  if (text.trim() === '') throw badRequest('keyboard button text must be non-empty')
  const style = styleOf(call, fields, 'keyboard button')
  const isPrivate = thread.chat.type === 'private'
  if (fields.request_contact === true && !isPrivate) {
    throw badRequest('phone number can be requested in private chats only')
  }
  if (fields.request_location === true && !isPrivate) {
    throw badRequest('location can be requested in private chats only')
  }
  if (fields.web_app !== undefined) checkSecureUrl(fields.web_app, 'keyboard button Web App URL')
  const { style: _, ...rest } = fields
  return { ...rest, text, ...style }
}
