import { badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import { json } from '../params/values.ts'
import type { InlineKeyboard } from '../wire.ts'
import type { ReplyKeyboard, Thread } from '../world/state.ts'
import { inlineButton, replyButton } from './button.ts'
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

const checkSize = (value: unknown): void => {
  if (Buffer.byteLength(JSON.stringify(value)) > markupBytes) throw badRequest('reply markup is too long')
}

/** Reads `reply_markup` with all its shapes. */
export const markupOf = (call: Call, thread: Thread): Markup => {
  const raw = json(call.params, 'reply_markup', "can't parse reply keyboard markup JSON object")
  if (raw === undefined) return noMarkup
  if (!isRecord(raw)) throw badRequest('object expected as reply markup')
  if (raw.inline_keyboard !== undefined) {
    const rows = rowsOf(raw.inline_keyboard, 'inline_keyboard', (button, first) => inlineButton(call, button, first))
    checkSize(rows)
    return { ...noMarkup, inline: rows.length === 0 ? undefined : { inline_keyboard: rows } }
  }
  if (raw.keyboard !== undefined) {
    const rows = rowsOf(raw.keyboard, 'keyboard', (button) => replyButton(call, button, thread))
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
