import { initials, toneOf } from './format.ts'
import { html } from './html.ts'

export function Avatar({ id, name }: { readonly id: number; readonly name: string }) {
  return html`<span class=${`avatar tone-${toneOf(id)}`} aria-hidden="true">${initials(name)}</span>`
}
