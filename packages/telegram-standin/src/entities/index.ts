import { badRequest } from '../errors.ts'
import type { WireEntity } from '../wire.ts'
import { findEntities } from './auto.ts'
import { givenEntities } from './given.ts'
import { parseHtml } from './html.ts'
import type { FindUser } from './link.ts'
import { parseMarkdown } from './markdown.ts'
import { parseMarkdownV2 } from './markdown-v2.ts'
import { sorted, untangle } from './nesting.ts'
import type { Parsed } from './parsed.ts'
import type { Reader } from './reader.ts'

export type { FindUser } from './link.ts'
export type { Parsed } from './parsed.ts'

const parse = (source: string, mode: string, reader: Reader): Parsed => {
  switch (mode.toLowerCase()) {
    case 'html':
      return parseHtml(source, reader)
    case 'markdownv2':
      return parseMarkdownV2(source, reader)
    case 'markdown':
      return parseMarkdown(source, reader.findUser)
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

/** Turns what a bot or a person sent into the text and entities of a message. */
export const formatText = (
  source: string,
  mode: string,
  explicit: unknown,
  findUser: FindUser,
  refuses: Reader['refuses'] = () => false,
): Parsed => {
  const reader = { findUser, refuses }
  const parsed =
    mode === '' ? { text: source, entities: givenEntities(explicit, source, reader) } : parse(source, mode, reader)
  const { text, entities } = trim({ ...parsed, entities: untangle(parsed.entities) })
  const found = findEntities(text, entities)
  if (entities.length === 0) return { text, entities: found.length > 1 ? sorted(found) : found }
  return { text, entities: sorted([...entities, ...found]) }
}
