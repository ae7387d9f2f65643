import { byteOffset, entityError } from './parsed.ts'
import type { Reader } from './reader.ts'

export interface OpenTag {
  readonly name: string
  readonly argument: string
  /** How `tg-time` shows its instant. */
  readonly format: string
  readonly offset: number
}

/** Tags that are one style each. */
export const simple: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
}
const known = new Set([...Object.keys(simple), 'a', 'tg-emoji', 'tg-time', 'pre', 'code', 'blockquote'])
const isSpace = (char: string): boolean => char !== '' && ' \t\r\n\0\v'.includes(char)

/** Reads a tag's attributes, a name and value at a time. `at` stands behind the tag's name. */
interface TagReader {
  at: number
  argument: string
  format: string
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** Decodes `&lt;` or `&#8364;` at `at`; null when it is none (then `&` stays as it is). */
export const decode = (source: string, at: number): { readonly text: string; readonly next: number } | null => {
  const match = /^&(?:#(\d{1,8})|#x([0-9a-f]{1,8})|([a-z]{1,6}));?/i.exec(source.slice(at, at + 14))
  if (match === null) return null
  const next = at + match[0].length
  if (match[3] !== undefined) {
    const text = named[match[3].toLowerCase()]
    return text === undefined ? null : { text, next }
  }
  const code = match[1] === undefined ? Number.parseInt(match[2] ?? '', 16) : Number(match[1])
  return code === 0 || code > 0x10ffff ? null : { text: String.fromCodePoint(code), next }
}

const unclosed = (source: string, begin: number): Error =>
  entityError(`Unclosed start tag at byte offset ${byteOffset(source, begin)}`)

const readValue = (source: string, reader: TagReader, begin: number): string => {
  const quote = source.charAt(reader.at)
  if (quote !== '"' && quote !== "'") {
    const start = reader.at
    while (/[a-z0-9.-]/i.test(source.charAt(reader.at))) reader.at += 1
    const after = source.charAt(reader.at)
    if (!isSpace(after) && after !== '>') {
      throw entityError(`Unexpected end of name token at byte offset ${byteOffset(source, start)}`)
    }
    return source.slice(start, reader.at).toLowerCase()
  }
  let value = ''
  reader.at += 1
  while (reader.at < source.length && source.charAt(reader.at) !== quote) {
    const decoded = source.charAt(reader.at) === '&' ? decode(source, reader.at) : null
    value += decoded?.text ?? source.charAt(reader.at)
    reader.at = decoded?.next ?? reader.at + 1
  }
  reader.at += 1
  if (reader.at >= source.length) throw unclosed(source, begin)
  return value
}

const useAttribute = (tag: string, name: string, value: string, reader: TagReader): void => {
  if (tag === 'a' && name === 'href') reader.argument = value
  else if (tag === 'code' && name === 'class' && value.startsWith('language-')) reader.argument = value.slice(9)
  else if (tag === 'span' && name === 'class' && value.startsWith('tg-')) reader.argument = value.slice(3)
  else if (tag === 'tg-emoji' && name === 'emoji-id') reader.argument = value
  else if (tag === 'tg-time' && name === 'unix') reader.argument = value
  else if (tag === 'tg-time' && name === 'format') reader.format = value
  else if (tag === 'blockquote' && name === 'expandable') reader.argument = '1'
}

const readAttributes = (source: string, tag: string, reader: TagReader, begin: number): void => {
  const skipSpace = (): void => {
    while (isSpace(source.charAt(reader.at))) reader.at += 1
  }
  while (source.charAt(reader.at) !== '>') {
    skipSpace()
    if (source.charAt(reader.at) === '>') return
    const start = reader.at
    while (reader.at < source.length && !/[\s=>]/.test(source.charAt(reader.at))) reader.at += 1
    if (reader.at >= source.length) throw unclosed(source, begin)
    const name = source.slice(start, reader.at)
    if (name === '') {
      throw entityError(`Empty attribute name in the tag "${tag}" at byte offset ${byteOffset(source, begin)}`)
    }
    skipSpace()
    if (source.charAt(reader.at) !== '=') {
      if (reader.at >= source.length) {
        throw entityError(`Unclosed start tag "${tag}" at byte offset ${byteOffset(source, begin)}`)
      }
      useAttribute(tag, name, '', reader)
      continue
    }
    reader.at += 1
    skipSpace()
    if (reader.at >= source.length) throw unclosed(source, begin)
    useAttribute(tag, name, readValue(source, reader, begin), reader)
  }
}

interface Opened {
  readonly tag: OpenTag
  readonly next: number
}

export const openTag = (source: string, begin: number, offset: number, { refuses }: Reader): Opened => {
  let at = begin + 1
  while (at < source.length && !isSpace(source.charAt(at)) && source.charAt(at) !== '>') at += 1
  if (at >= source.length) throw unclosed(source, begin)
  const name = source.slice(begin + 1, at).toLowerCase()
  if (!known.has(name) || (name === 'tg-time' && refuses('date_time'))) {
    throw entityError(`Unsupported start tag "${name}" at byte offset ${byteOffset(source, begin)}`)
  }
  const reader: TagReader = { at, argument: '', format: '' }
  readAttributes(source, name, reader, begin)
  if (name === 'span' && reader.argument !== 'spoiler') {
    throw entityError(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset(source, begin)}`)
  }
  if (name === 'blockquote' && reader.argument === '1' && refuses('expandable_blockquote')) {
    const where = byteOffset(source, begin)
    throw entityError(`Unsupported attribute "expandable" of the tag "blockquote" at byte offset ${where}`)
  }
  const { argument, format } = reader
  return { tag: { name, argument, format, offset }, next: reader.at + 1 }
}

export const closeTag = (source: string, begin: number, open: OpenTag | undefined): number => {
  if (open === undefined) throw entityError(`Unexpected end tag at byte offset ${byteOffset(source, begin)}`)
  let at = begin + 2
  while (at < source.length && !isSpace(source.charAt(at)) && source.charAt(at) !== '>') at += 1
  const name = source.slice(begin + 2, at).toLowerCase()
  while (isSpace(source.charAt(at))) at += 1
  if (source.charAt(at) !== '>') throw entityError(`Unclosed end tag at byte offset ${byteOffset(source, begin)}`)
  if (name !== '' && name !== open.name) {
    const where = byteOffset(source, begin)
    throw entityError(`Unmatched end tag at byte offset ${where}, expected "</${open.name}>", found "</${name}>"`)
  }
  return at + 1
}
