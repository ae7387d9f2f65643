import { type Html, readableOf } from '../i18n/index.ts'

/** A refusal may be a message or an alert: as an alert it has no markup, and of its paragraphs those that fit. */
export function alertText(message: Html, limit: number): string {
  const text = readableOf(message)
  if (text.length <= limit) return text
  const end = text.lastIndexOf('\n\n', limit)
  if (end > 0) return text.slice(0, end)
  const cut = text.slice(0, limit - 1)
  // Never half of a letter.
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}
