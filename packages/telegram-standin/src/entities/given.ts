import { type ApiError, badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import type { WireEntity } from '../wire.ts'
import { type DateTime, isDateTimeFormat, unixTime } from './date-time.ts'
import type { Reader } from './reader.ts'

/** Telegram ignores what its servers find anyway. */
const automatic = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number', 'bank_card'])
const known = new Set(
  'bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention custom_emoji date_time'.split(
    ' ',
  ),
)

const fail = (reason: string): ApiError => badRequest(`can't parse MessageEntity: ${reason}`)

const dateTimeOf = ({ unix_time: time, date_time_format: format = '' }: Record<string, unknown>): DateTime => {
  if (time === undefined) throw fail('Can\'t find field "unix_time"')
  if (typeof time !== 'number' && typeof time !== 'string') throw fail('Field "unix_time" must be a Number')
  if (typeof format !== 'string') throw fail('Field "date_time_format" must be of type String')
  if (!isDateTimeFormat(format)) throw fail('Invalid date-time format specified')
  const unix_time = unixTime(String(time))
  if (unix_time === null) throw badRequest('invalid date specified')
  return { unix_time, date_time_format: format }
}

const isRefused = (type: string, { refuses }: Reader): boolean =>
  (type === 'date_time' || type === 'expandable_blockquote') && refuses(type)

const entityOf = (item: unknown, text: string, reader: Reader): WireEntity | null => {
  if (!isRecord(item)) throw fail('MessageEntity must be an Object')
  const { type, offset, length } = item
  if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number') {
    throw fail('Field "type" must be of type String')
  }
  if (automatic.has(type)) return null
  if (!known.has(type) || isRefused(type, reader)) throw fail('Unsupported type specified')
  const when = type === 'date_time' ? dateTimeOf(item) : {}
  // Those that point outside are left out.
  if (offset < 0 || length <= 0 || offset + length > text.length) return null
  const user = isRecord(item.user) && typeof item.user.id === 'number' ? reader.findUser(item.user.id) : undefined
  if (type === 'text_mention' && user === undefined) return null
  const pick = (name: string): Record<string, unknown> => (typeof item[name] === 'string' ? { [name]: item[name] } : {})
  return {
    ...{ type, offset, length },
    ...{ ...pick('url'), ...pick('language'), ...pick('custom_emoji_id') },
    ...(user === undefined ? {} : { user }),
    ...when,
  }
}

/** The entities that a bot gives instead of a parse mode. */
export const givenEntities = (list: unknown, text: string, reader: Reader): WireEntity[] => {
  if (list === undefined) return []
  if (!isList(list)) throw badRequest("can't parse entities: expected an Array of MessageEntity")
  return list.map((item) => entityOf(item, text, reader)).filter((entity) => entity !== null)
}
