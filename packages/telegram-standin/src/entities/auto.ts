import type { WireEntity } from '../wire.ts'
import { overlaps } from './nesting.ts'

// A hint that something could be found at all: most texts skip the patterns below.
const hint = /[@#$/.]/

const topLevel =
  'com|org|net|info|biz|edu|gov|io|me|dev|app|ai|co|in|ru|uk|de|fr|es|it|nl|pl|ua|by|kz|uz|us|eu|cn|jp|br|tr|ir|ae|id|shop|store|site|online|xyz|tech|link|page|club|live|pro|tv|cc|to|ly|gg|fm|am|ge|su|рф'
const url = new RegExp(
  `(?<![\\w@.])(?:(?:https?|ftp|tg|ton|tonsite)://[^\\s<>"«»\`]+|(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+(?:${topLevel})(?![\\p{L}\\p{N}-])(?!\\.[\\p{L}\\p{N}])(?:[:][0-9]{1,5})?(?:[/?#][^\\s<>"«»\`]*)?)`,
  'giu',
)
const patterns: readonly (readonly [string, RegExp])[] = [
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>@])/gu],
  ['mention', /(?<![\p{L}\p{N}_/])@[a-zA-Z0-9_]{3,32}(?![\p{L}\p{N}_])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_/])#(?=[\p{L}\p{N}_·]*\p{L})[\p{L}\p{N}_·]{1,256}(?:@[a-zA-Z0-9_]{3,32})?/gu],
  ['cashtag', /(?<![\p{L}\p{N}_])\$(?:1INCH|[A-Z]{1,8})(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_])/gu],
  ['email', /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,12}(?![\w@])/gu],
]

// Punctuation that ends a sentence is no part of an address.
const trimUrl = (found: string): string => {
  let end = found.length
  for (;;) {
    const last = found.charAt(end - 1)
    if (/[.,:;!?'…]/.test(last)) end -= 1
    else if (last === ')' && !found.slice(0, end).includes('(')) end -= 1
    else return found.slice(0, end)
  }
}

const opaque = new Set(['code', 'pre', 'text_link', 'text_mention', 'custom_emoji', 'date_time', 'url'])

/** Finds what Telegram marks by itself (commands, mentions, hashtags, cashtags, links, e-mails), outside of code and links. */
export const findEntities = (text: string, explicit: readonly WireEntity[]): WireEntity[] => {
  if (!hint.test(text)) return []
  const blocked = explicit.filter((entity) => opaque.has(entity.type))
  const found: WireEntity[] = []
  const add = (entity: WireEntity): void => {
    if (entity.length > 0 && ![...blocked, ...found].some((other) => overlaps(entity, other))) found.push(entity)
  }
  for (const [type, pattern] of patterns.slice(4)) collect(text, type, pattern, add)
  for (const match of text.matchAll(url)) add({ type: 'url', offset: match.index, length: trimUrl(match[0]).length })
  for (const [type, pattern] of patterns.slice(0, 4)) collect(text, type, pattern, add)
  return found
}

const collect = (text: string, type: string, pattern: RegExp, add: (entity: WireEntity) => void): void => {
  for (const match of text.matchAll(pattern)) add({ type, offset: match.index, length: match[0].length })
}
