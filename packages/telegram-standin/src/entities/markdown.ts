import type { WireEntity } from '../wire.ts'
import { type FindUser, resolveLink } from './link.ts'
import { byteOffset, entityError, type Parsed } from './parsed.ts'

const linkEntity = (url: string, offset: number, length: number, findUser: FindUser): WireEntity | null => {
  const target = resolveLink(url, findUser)
  if (target.kind === 'url') return { type: 'text_link', offset, length, url: target.url }
  if (target.kind === 'user') return { type: 'text_mention', offset, length, user: target.user }
  return null
}

/** Parses the legacy Markdown dialect: no nesting, four markers. */
export const parseMarkdown = (source: string, findUser: FindUser): Parsed => {
  const entities: WireEntity[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const char = source.charAt(at)
    if (char === '\\' && '_*`['.includes(source.charAt(at + 1) || ' ')) {
      text += source.charAt(at + 1)
      at += 2
      continue
    }
    if (!'_*`['.includes(char)) {
      text += char
      at += 1
      continue
    }
    const pre = source.startsWith('```', at)
    const marker = pre ? '```' : char
    let from = at + marker.length
    const language = pre ? (/^[^\s`]+(?=\s)/.exec(source.slice(from))?.[0] ?? '') : ''
    from += language.length
    if (pre) from += /^(?:\r\n|\n\r|\r|\n)/.exec(source.slice(from, from + 2))?.[0].length ?? 0
    const end = source.indexOf(char === '[' ? ']' : marker, from)
    if (end < 0) throw entityError(`Can't find end of the entity starting at byte offset ${byteOffset(source, at)}`)
    const offset = text.length
    const length = end - from
    text += source.slice(from, end)
    at = end + (char === '[' ? 1 : marker.length)
    let url = source.slice(from, end)
    if (char === '[' && source.charAt(at) === '(') {
      const close = source.indexOf(')', at)
      url = source.slice(at + 1, close < 0 ? source.length : close)
      at = close < 0 ? source.length : close + 1
    }
    if (length === 0) continue
    const plain = { '*': 'bold', _: 'italic', '`': 'code' }[char] ?? 'code'
    const entity =
      char === '['
        ? linkEntity(url, offset, length, findUser)
        : { type: pre ? 'pre' : plain, offset, length, ...(language === '' ? {} : { language }) }
    if (entity !== null) entities.push(entity)
  }
  return { text, entities }
}
