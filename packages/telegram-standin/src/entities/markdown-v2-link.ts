import type { WireEntity } from '../wire.ts'
import { dateTimeLink } from './date-time.ts'
import { resolveLink } from './link.ts'
import { byteOffset, entityError } from './parsed.ts'
import type { Reader } from './reader.ts'

// The names are the ones that Telegram's error texts use.
export type Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'PreCode'
  | 'TextUrl'
  | 'CustomEmoji'

export interface Open {
  readonly kind: Kind
  readonly language: string
  readonly offset: number
  readonly at: number
}

export interface Scan {
  readonly source: string
  readonly reader: Reader
  readonly open: Open[]
  readonly entities: WireEntity[]
  text: string
  at: number
  quoteFrom: number | null
}

export const isEscape = (source: string, at: number): boolean => {
  const next = source.charCodeAt(at + 1)
  return source.charAt(at) === '\\' && next > 0 && next <= 126
}

const readUrl = (scan: Scan): string => {
  const start = scan.at + 2
  let url = ''
  let at = start
  while (at < scan.source.length && scan.source.charAt(at) !== ')') {
    if (isEscape(scan.source, at)) at += 1
    url += scan.source.charAt(at)
    at += 1
  }
  if (at >= scan.source.length) {
    throw entityError(`Can't find end of a URL at byte offset ${byteOffset(scan.source, start)}`)
  }
  scan.at = at + 1
  return url
}

/** `![words](…)`: a custom emoji or a date, by its link. */
const special = (scan: Scan, hasUrl: boolean): Omit<WireEntity, 'offset' | 'length'> => {
  if (!hasUrl) throw entityError('The entity must contain a tg://emoji or tg://time URL')
  const url = readUrl(scan)
  const custom_emoji_id = /^tg:\/\/emoji\?id=(\d+)$/.exec(url)?.[1]
  if (custom_emoji_id !== undefined) return { type: 'custom_emoji', custom_emoji_id }
  const dateTime = dateTimeLink(url)
  if (dateTime === null) throw entityError('Invalid tg://emoji or tg://time URL specified')
  // The words of servers from before dates.
  if (scan.reader.refuses('date_time')) throw entityError('Custom emoji entity must contain a tg://emoji URL')
  return { type: 'date_time', ...dateTime }
}

/** Reads what follows the words of a link, an emoji or a date. */
export const endLink = (scan: Scan, open: Open): WireEntity | null => {
  const { offset } = open
  const length = scan.text.length - offset
  const hasUrl = scan.source.charAt(scan.at + 1) === '('
  if (open.kind === 'CustomEmoji') return { ...special(scan, hasUrl), offset, length }
  const raw = hasUrl ? readUrl(scan) : scan.text.slice(offset)
  if (!hasUrl) scan.at += 1
  const target = resolveLink(raw, scan.reader.findUser)
  if (target.kind === 'none') return null
  if (target.kind === 'user') return { type: 'text_mention', offset, length, user: target.user }
  return { type: 'text_link', offset, length, url: target.url }
}
