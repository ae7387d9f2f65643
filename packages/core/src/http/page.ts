import { createHash } from 'node:crypto'

/** How a route's pages look. */
export interface Page {
  /** Stands word for word in the `<style>` of each of its pages. No other style, no script, no picture and no frame is let in by browsers. */
  readonly style: string
}

export const pageType = 'text/html'

/** What browsers may do with a page: show it in its own style, and follow its links. */
export function pagePolicy({ style }: Page): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}
