import type { ComponentChildren as Children } from 'preact'
import type { Entity } from './api.ts'

const safeUrl = (url: string): string | undefined => {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`
  return /^(https?|tg|mailto|tel):/i.test(full) ? full : undefined
}

function link(url: string, children: Children) {
  const href = safeUrl(url)
  return href ? (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    children
  )
}

function decorate(entity: Entity, raw: string, children: Children, onCommand: (text: string) => void): Children {
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
    case 'expandable_blockquote':
      return <blockquote>{children}</blockquote>
    case 'text_link':
      return link(entity.url ?? '', children)
    case 'url':
      return link(raw, children)
    case 'email':
      return link(`mailto:${raw}`, children)
    case 'bot_command':
      return (
        <button type="button" class="inline-command" onClick={() => onCommand(raw)}>
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

/** Telegram's entities (offsets in UTF-16 units, nested or side by side) as elements. */
export function formatted(text: string, entities: readonly Entity[], onCommand: (text: string) => void): Children {
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
      parts.push(decorate(entity, text.slice(start, end), walk(start, end), onCommand))
      at = end
    }
    if (at < to) parts.push(text.slice(at, to))
    return parts
  }
  return walk(0, text.length)
}
