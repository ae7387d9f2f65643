import type { WireEntity } from '../wire.ts'
import { isDateTimeFormat, unixTime } from './date-time.ts'
import { closeTag, decode, type OpenTag, openTag, simple } from './html-tag.ts'
import { type FindUser, resolveLink } from './link.ts'
import { entityError, type Parsed } from './parsed.ts'
import type { Reader } from './reader.ts'

const buildEntity = (tag: OpenTag, text: string, entities: WireEntity[], findUser: FindUser): void => {
  const { offset } = tag
  const length = text.length - offset
  const type = simple[tag.name]
  if (type !== undefined) entities.push({ type, offset, length })
  else if (tag.name === 'blockquote') {
    entities.push({ type: tag.argument === '1' ? 'expandable_blockquote' : 'blockquote', offset, length })
  } else if (tag.name === 'tg-emoji') {
    entities.push({ type: 'custom_emoji', offset, length, custom_emoji_id: tag.argument })
  } else if (tag.name === 'tg-time') {
    if (!isDateTimeFormat(tag.format)) throw entityError('Invalid date format used')
    const unix_time = unixTime(tag.argument)
    // Without an instant the words are what they are.
    if (unix_time !== null) {
      entities.push({ type: 'date_time', offset, length, unix_time, date_time_format: tag.format })
    }
  } else if (tag.name === 'a') {
    const target = resolveLink(tag.argument === '' ? text.slice(offset) : tag.argument, findUser)
    if (target.kind === 'url') entities.push({ type: 'text_link', offset, length, url: target.url })
    else if (target.kind === 'user') entities.push({ type: 'text_mention', offset, length, user: target.user })
  } else if (tag.name === 'pre') {
    // <pre><code class="language-x"> around the same text is one block with a language.
    const last = entities.at(-1)
    const inner = last?.type === 'code' && last.offset === offset && last.length === length ? last : undefined
    if (inner !== undefined) entities.pop()
    entities.push({
      type: 'pre',
      offset,
      length,
      ...(inner?.language === undefined ? {} : { language: inner.language }),
    })
  } else {
    entities.push({ type: 'code', offset, length, ...(tag.argument === '' ? {} : { language: tag.argument }) })
  }
}

/** Parses Telegram's HTML dialect; throws with Telegram's error text and byte offset. */
export const parseHtml = (source: string, reader: Reader): Parsed => {
  const entities: WireEntity[] = []
  const open: OpenTag[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const char = source.charAt(at)
    if (char === '&') {
      const decoded = decode(source, at)
      text += decoded?.text ?? '&'
      at = decoded?.next ?? at + 1
    } else if (char !== '<') {
      text += char
      at += 1
    } else if (source.charAt(at + 1) === '/') {
      at = closeTag(source, at, open.at(-1))
      const tag = open.pop()
      if (tag !== undefined && text.length > tag.offset) buildEntity(tag, text, entities, reader.findUser)
    } else {
      const opened = openTag(source, at, text.length, reader)
      open.push(opened.tag)
      at = opened.next
    }
  }
  const left = open.at(-1)
  if (left !== undefined) throw entityError(`Can't find end tag corresponding to start tag "${left.name}"`)
  // A language means something only inside <pre>.
  return {
    text,
    entities: entities.map(({ language, ...entity }) =>
      language === undefined || entity.type === 'code' ? entity : { ...entity, language },
    ),
  }
}
