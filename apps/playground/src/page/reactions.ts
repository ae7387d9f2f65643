import { useState } from 'preact/hooks'
import { html } from './html.ts'
import { Icon } from './icons.ts'

const offered = [
  ['👍', 'thumbs up'],
  ['❤', 'heart'],
  ['🔥', 'fire'],
  ['🎉', 'party'],
  ['😢', 'crying'],
  ['👎', 'thumbs down'],
] as const

export interface ReactionsProps {
  readonly reactions: readonly string[]
  onReact(emoji: string | null): void
}

/** The button beside a bubble, and the row of emoji that it opens. */
export function ReactButton({ reactions, onReact }: ReactionsProps) {
  const [open, setOpen] = useState(false)
  const pick = (emoji: string | null) => {
    setOpen(false)
    onReact(emoji)
  }
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false)
  return html`<div class=${`react ${open ? 'is-open' : ''}`} onKeyDown=${onKeyDown}>
    <button type="button" class="round react-button" aria-label="React to this message" aria-expanded=${open} title="React" onClick=${() => setOpen(!open)}><${Icon} name="smile" /></button>
    ${
      open
        ? html`<div class="react-menu" role="group" aria-label="Reactions">
            ${offered.map(([emoji, name]) => html`<button key=${emoji} type="button" aria-label=${name} onClick=${() => pick(emoji)}>${emoji}</button>`)}
            ${reactions.length > 0 ? html`<button type="button" class="take-back" onClick=${() => pick(null)}>Take back</button>` : null}
          </div>`
        : null
    }
  </div>`
}
