import type { ButtonSpec, KeyboardSpec } from '@bazaar/core/notifications'
import { key } from './text.ts'

/** One page of a list. */
export interface PageAt {
  /** From 0. */
  readonly page: number
  readonly pages: number
  /** How many stand before it. */
  readonly before: number
}

/** The page that is wanted, or the nearest that there is. */
export function pageAt(wanted: number, count: number, size: number): PageAt {
  const pages = Math.max(1, Math.ceil(count / size))
  const page = Math.max(0, Math.min(wanted, pages - 1))
  return { page, pages, before: page * size }
}

/** ‹ 1 of 10 ›, always in the same places; what leads nowhere cannot be pressed. Nothing for a single page. */
export function turns({ page, pages }: PageAt, pack: (page: number) => string): KeyboardSpec {
  const turn = (name: string, to: number): ButtonSpec => {
    const text = key(`stock-button-${name}`)
    return to < 0 || to >= pages ? { text, disabled: true } : { text, data: pack(to) }
  }
  const position: ButtonSpec = { text: key('stock-button-page', { page: page + 1, pages }), disabled: true }
  return pages > 1 ? [[turn('previous', page - 1), position, turn('next', page + 1)]] : []
}
