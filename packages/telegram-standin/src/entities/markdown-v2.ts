import { endLink, isEscape, type Kind, type Open, type Scan } from './markdown-v2-link.ts'
import { byteOffset, entityError, type Parsed } from './parsed.ts'
import type { Reader } from './reader.ts'

const reserved = '_*[]()~`>#+-=|{}.!'
const types: Readonly<Record<string, string>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
}

const mustEscape = (char: string): Error =>
  entityError(`Character '${char}' is reserved and must be escaped with the preceding '\\'`)

const endsHere = (kind: Kind, rest: string): boolean => {
  switch (kind) {
    case 'Bold':
      return rest.startsWith('*')
    case 'Italic':
      return rest.startsWith('_') && !rest.startsWith('__')
    case 'Underline':
      return rest.startsWith('__')
    case 'Strikethrough':
      return rest.startsWith('~')
    case 'Spoiler':
      return rest.startsWith('||')
    case 'Code':
      return rest.startsWith('`')
    case 'Pre':
    case 'PreCode':
      return rest.startsWith('```')
    case 'TextUrl':
    case 'CustomEmoji':
      return rest.startsWith(']')
  }
}

const beginPre = (scan: Scan): { readonly kind: Kind; readonly language: string } => {
  const language = /^[^\s`]+(?=\s)/.exec(scan.source.slice(scan.at + 3))?.[0] ?? ''
  scan.at += 3 + language.length
  // One line break behind the opening fence is not part of the block.
  const lineBreak = /^(?:\r\n|\n\r|\r|\n)/.exec(scan.source.slice(scan.at, scan.at + 2))
  scan.at += lineBreak?.[0].length ?? 0
  return { kind: language === '' ? 'Pre' : 'PreCode', language }
}

const begin = (scan: Scan): void => {
  const { source, at } = scan
  const char = source.charAt(at)
  const rest = source.slice(at, at + 3)
  const push = (kind: Kind, width: number, language = ''): void => {
    scan.at += width
    scan.open.push({ kind, language, offset: scan.text.length, at })
  }
  if (rest.startsWith('__')) push('Underline', 2)
  else if (char === '_') push('Italic', 1)
  else if (char === '*') push('Bold', 1)
  else if (char === '~') push('Strikethrough', 1)
  else if (rest.startsWith('||')) push('Spoiler', 2)
  else if (char === '[') push('TextUrl', 1)
  else if (rest.startsWith('![')) push('CustomEmoji', 2)
  else if (rest === '```') {
    const pre = beginPre(scan)
    push(pre.kind, 0, pre.language)
  } else if (char === '`') push('Code', 1)
  else throw mustEscape(char)
}

const end = (scan: Scan, open: Open): void => {
  scan.open.pop()
  const { kind, offset, language } = open
  const length = scan.text.length - offset
  if (kind === 'TextUrl' || kind === 'CustomEmoji') {
    const entity = endLink(scan, open)
    if (entity !== null && length > 0) scan.entities.push(entity)
    return
  }
  scan.at += kind === 'Pre' || kind === 'PreCode' ? 3 : kind === 'Underline' || kind === 'Spoiler' ? 2 : 1
  if (length === 0) return
  if (kind === 'Pre' || kind === 'PreCode') {
    scan.entities.push({ type: 'pre', offset, length, ...(language === '' ? {} : { language }) })
  } else scan.entities.push({ type: types[kind] ?? 'bold', offset, length })
}

// A quotation is a run of lines that start with `>`; `||` at its very end makes it expandable.
const endQuote = (scan: Scan, expandable: boolean): void => {
  if (scan.quoteFrom === null) return
  const length = scan.text.length - scan.quoteFrom
  if (expandable && scan.reader.refuses('expandable_blockquote')) {
    throw entityError(`Can't find end of Spoiler entity at byte offset ${byteOffset(scan.source, scan.at - 2)}`)
  }
  const type = expandable ? 'expandable_blockquote' : 'blockquote'
  if (length > 0) scan.entities.push({ type, offset: scan.quoteFrom, length })
  scan.quoteFrom = null
}

const atLineStart = (scan: Scan): boolean => scan.at === 0 || scan.source.charAt(scan.at - 1) === '\n'

const quoteMark = (scan: Scan): boolean => {
  const { source, at } = scan
  if (source.charAt(at) === '>' && atLineStart(scan)) {
    if (scan.quoteFrom === null) scan.quoteFrom = scan.text.length
    scan.at += 1
    return true
  }
  if (scan.quoteFrom === null) return false
  const closes = source.startsWith('||', at) && /^(?:\r?\n|$)/.test(source.slice(at + 2, at + 4))
  if (closes && !scan.open.some((open) => open.kind === 'Spoiler')) {
    scan.at += 2
    endQuote(scan, true)
    return true
  }
  if (atLineStart(scan)) endQuote(scan, false)
  return false
}

/** Parses MarkdownV2; throws with Telegram's error text and byte offset. */
export const parseMarkdownV2 = (source: string, reader: Reader): Parsed => {
  const scan: Scan = { source, reader, open: [], entities: [], text: '', at: 0, quoteFrom: null }
  while (scan.at < source.length) {
    const open = scan.open.at(-1)
    const verbatim = open?.kind === 'Code' || open?.kind === 'Pre' || open?.kind === 'PreCode'
    if (isEscape(source, scan.at)) {
      scan.text += source.charAt(scan.at + 1)
      scan.at += 2
      continue
    }
    if (!verbatim && quoteMark(scan)) continue
    const char = source.charAt(scan.at)
    if (!(verbatim ? '`' : reserved).includes(char)) {
      scan.text += char
      scan.at += 1
    } else if (open !== undefined && endsHere(open.kind, source.slice(scan.at, scan.at + 3))) end(scan, open)
    else begin(scan)
  }
  const left = scan.open.at(-1)
  if (left !== undefined) {
    throw entityError(`Can't find end of ${left.kind} entity at byte offset ${byteOffset(source, left.at)}`)
  }
  endQuote(scan, false)
  return { text: scan.text, entities: scan.entities }
}
