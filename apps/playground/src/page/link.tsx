import type { ComponentChildren as Children } from 'preact'
import { readTelegramLink, safeUrl, type TelegramLink } from './telegram-link.ts'

export interface LinkProps {
  readonly url: string
  readonly class?: string
  readonly children: Children
  follow(link: TelegramLink): void
}

/** An address that somebody sent. Telegram's own lead on within the page; the others open beside it. */
export function Link({ url, children, follow, ...look }: LinkProps) {
  const href = safeUrl(url)
  if (!href) return <span {...look}>{children}</span>
  const link = readTelegramLink(href)
  const onClick = (event: MouseEvent) => {
    // The other button opens the browser's menu.
    if (!link || event.button > 1) return
    event.preventDefault()
    follow(link)
  }
  return (
    <a {...look} href={href} target="_blank" rel="noopener noreferrer" onClick={onClick} onAuxClick={onClick}>
      {children}
    </a>
  )
}
