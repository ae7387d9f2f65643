import type { ComponentChildren as Children } from 'preact'
import { readTelegramLink, type TelegramLink } from './telegram-link.ts'

export interface LinkProps {
  readonly url: string
  readonly class?: string
  readonly children: Children
  follow(link: TelegramLink): void
}

const safeUrl = (url: string): string | undefined => {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`
  return /^(https?|tg|mailto|tel):/i.test(full) ? full : undefined
}

/** An address that somebody sent. Telegram's own lead on within the page; the others open beside it. */
export function Link({ url, children, follow, ...look }: LinkProps) {
  const href = safeUrl(url)
  if (!href) return <span {...look}>{children}</span>
  const link = readTelegramLink(href)
  const onClick = (event: Event) => {
    if (!link) return
    event.preventDefault()
    follow(link)
  }
  return (
    <a {...look} href={href} target="_blank" rel="noopener noreferrer" onClick={onClick} onAuxClick={onClick}>
      {children}
    </a>
  )
}
