import type { ComponentChildren as Children } from 'preact'
import type { Entity } from './api.ts'
import { Link } from './link.tsx'
import { momentWords, type Onlooker, wholeMoment } from './moment.ts'
import { Quotation } from './quotation.tsx'
import type { Actions } from './use-actions.ts'

/** What a text can do when it is pressed. */
type Reaching = Pick<Actions, 'send' | 'follow' | 'tell'>

/** One instant, as each reader's own clock shows it; what was written stays behind where there is no format. */
function moment(entity: Entity, children: Children, tell: Reaching['tell'], onlooker: Onlooker): Children {
  const unix = entity.unix_time ?? 0
  const whole = wholeMoment(unix, onlooker)
  return (
    <button type="button" class="moment" title={whole} onClick={() => tell(whole)}>
      <time dateTime={new Date(unix * 1000).toISOString()}>
        {momentWords(unix, entity.date_time_format ?? '', onlooker) ?? children}
      </time>
    </button>
  )
}

function decorate(
  entity: Entity,
  raw: string,
  children: Children,
  { send, follow, tell }: Reaching,
  onlooker: Onlooker,
): Children {
  const link = (url: string) => (
    <Link url={url} follow={follow}>
      {children}
    </Link>
  )
  switch (entity.type) {
    case 'bold':
      return <strong>{children}</strong>
    case 'italic':
      return <em>{children}</em>
    case 'underline':
      return <u>{children}</u>
    case 'strikethrough':
      return <s>{children}</s>
    case 'spoiler':
      return (
        <span class="spoiler" tabindex={0}>
          {children}
        </span>
      )
    case 'code':
      return <code>{children}</code>
    case 'pre':
      return <pre>{children}</pre>
    case 'blockquote':
      return <blockquote>{children}</blockquote>
    case 'expandable_blockquote':
      return <Quotation>{children}</Quotation>
    case 'date_time':
      return moment(entity, children, tell, onlooker)
    case 'text_link':
      return link(entity.url ?? '')
    case 'url':
      return link(raw)
    case 'email':
      return link(`mailto:${raw}`)
    case 'bot_command':
      return (
        <button type="button" class="inline-command" onClick={() => void send(raw)}>
          {children}
        </button>
      )
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
    case 'phone_number':
      return <span class="mention">{children}</span>
    default:
      return children
  }
}

/** Stands on lines of its own: the line break behind it ends its last one. */
const isBlock = ({ type }: Entity): boolean => ['blockquote', 'expandable_blockquote', 'pre'].includes(type)

/** Telegram's entities (offsets in UTF-16 units, nested or side by side) as elements. */
export function formatted(text: string, entities: readonly Entity[], reaching: Reaching, onlooker: Onlooker): Children {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  let next = 0
  function walk(from: number, to: number): Children[] {
    const parts: Children[] = []
    let at = from
    for (let entity = sorted[next]; entity && entity.offset < to; entity = sorted[next]) {
      next += 1
      const start = Math.max(entity.offset, at)
      const end = Math.min(entity.offset + entity.length, to)
      if (end <= start) continue
      if (start > at) parts.push(text.slice(at, start))
      parts.push(decorate(entity, text.slice(start, end), walk(start, end), reaching, onlooker))
      at = isBlock(entity) && end < to && text[end] === '\n' ? end + 1 : end
    }
    if (at < to) parts.push(text.slice(at, to))
    return parts
  }
  return walk(0, text.length)
}
