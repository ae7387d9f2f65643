import { useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { useEscape } from './use-escape.ts'

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
  useEscape(open, () => setOpen(false))
  return (
    <div class={`react ${open ? 'is-open' : ''}`}>
      <button
        type="button"
        class="round react-button"
        aria-label="React to this message"
        aria-expanded={open}
        title="React"
        onClick={() => setOpen(!open)}
      >
        <Icon name="smile" />
      </button>
      {open ? (
        <fieldset class="react-menu" aria-label="Reactions">
          {offered.map(([emoji, name]) => (
            <button key={emoji} type="button" aria-label={name} onClick={() => pick(emoji)}>
              {emoji}
            </button>
          ))}
          {reactions.length > 0 ? (
            <button type="button" class="take-back" onClick={() => pick(null)}>
              Take back
            </button>
          ) : null}
        </fieldset>
      ) : null}
    </div>
  )
}
