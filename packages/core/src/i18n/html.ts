import { storable } from './storable.ts'
import type { Html } from './types.ts'

/** Escapes text for Telegram's HTML mode. NUL and lone surrogates, which Telegram refuses, become U+FFFD. */
export function escapeHtml(text: string): string {
  return storable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** What is read of HTML that the renderer made. */
export const readableOf = (html: Html): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')

/** A time is one piece: half of one would be shown whole by clients that know the tag, and wrong by the others. */
const piece = /<tg-time[^>]*>[^<]*<\/tg-time>|<\/?([a-z-]+)[^>]*>|&(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);|[^<&]|[<&]/giu

/** Cuts HTML to `limit` visible UTF-16 units, never inside a tag or an entity, and closes what was open. */
export function trimHtml(html: string, limit: number): string {
  if (html.length <= limit) return html
  let visible = 0
  let kept = ''
  const open: string[] = []
  let fits = ''
  let fitsOpen: string[] = []
  for (const match of html.matchAll(piece)) {
    const [token, tag] = match
    if (tag === undefined) visible += lengthOf(token)
    if (visible > limit) return `${fits}…${closing(fitsOpen)}`
    if (tag !== undefined && token.startsWith('</')) open.pop()
    else if (tag !== undefined) open.push(tag)
    kept += token
    if (visible <= limit - 1) {
      fits = kept
      fitsOpen = [...open]
    }
  }
  return kept
}

function lengthOf(token: string): number {
  if (token.startsWith('<tg-time')) return token.indexOf('</') - token.indexOf('>') - 1
  return token.startsWith('&') ? 1 : token.length
}

function closing(open: readonly string[]): string {
  return open
    .toReversed()
    .map((tag) => `</${tag}>`)
    .join('')
}
