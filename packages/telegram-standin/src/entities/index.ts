import { badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import type { WireEntity } from '../wire.ts'
import { findEntities } from './auto.ts'
import { parseHtml } from './html.ts'
import type { FindUser } from './link.ts'
import { parseMarkdown } from './markdown.ts'
import { parseMarkdownV2 } from './markdown-v2.ts'
import type { Parsed } from './parsed.ts'

export type { FindUser } from './link.ts'
export type { Parsed } from './parsed.ts'

const given = (list: unknown, text: string, findUser: FindUser): WireEntity[] => {
  if (list === undefined) return []
  if (!isList(list)) throw badRequest("can't parse entities: expected an Array of MessageEntity")
  const entities: WireEntity[] = []
  for (const item of list) {
    if (!isRecord(item)) throw badRequest("can't parse MessageEntity: MessageEntity must be an Object")
    const { type, offset, length } = item
    if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number') {
      throw badRequest('can\'t parse MessageEntity: Field "type" must be of type String')
    }
    // Telegram ignores entities that people's clients would find anyway, and those that point outside.
    if (offset < 0 || length <= 0 || offset + length > text.length || automatic.has(type)) continue
    const user = isRecord(item.user) && typeof item.user.id === 'number' ? findUser(item.user.id) : undefined
    if (type === 'text_mention' && user === undefined) continue
    const pick = (name: string): Record<string, unknown> =>
      typeof item[name] === 'string' ? { [name]: item[name] } : {}
    entities.push({
      type,
      offset,
      length,
      ...pick('url'),
      ...pick('language'),
      ...pick('custom_emoji_id'),
      ...(user === undefined ? {} : { user }),
    })
  }
  return entities
}

const automatic = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number', 'bank_card'])

const parse = (source: string, mode: string, findUser: FindUser): Parsed => {
  switch (mode.toLowerCase()) {
    case 'html':
      return parseHtml(source, findUser)
    case 'markdownv2':
      return parseMarkdownV2(source, findUser)
    case 'markdown':
      return parseMarkdown(source, findUser)
    case 'none':
      return { text: source, entities: [] }
    default:
      throw badRequest('unsupported parse_mode')
  }
}

// Telegram cuts white space at both ends; entities shrink with it.
const trim = ({ text, entities }: Parsed): Parsed => {
  const trimmed = text.trim()
  if (trimmed.length === text.length) return { text, entities }
  const cut = text.length - text.trimStart().length
  const kept: WireEntity[] = []
  for (const entity of entities) {
    const start = Math.max(0, entity.offset - cut)
    const end = Math.min(trimmed.length, entity.offset + entity.length - cut)
    if (end > start) kept.push({ ...entity, offset: start, length: end - start })
  }
  return { text: trimmed, entities: kept }
}

const sorted = (entities: WireEntity[]): WireEntity[] =>
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length)

/** Turns what a bot or a person sent into the text and entities of a message. */
export const formatText = (source: string, mode: string, explicit: unknown, findUser: FindUser): Parsed => {
  const parsed =
    mode === '' ? { text: source, entities: given(explicit, source, findUser) } : parse(source, mode, findUser)
  const { text, entities } = trim(parsed)
  const found = findEntities(text, entities)
  if (entities.length === 0) return { text, entities: found.length > 1 ? sorted(found) : found }
  return { text, entities: sorted([...entities, ...found]) }
}
