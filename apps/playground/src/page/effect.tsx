import { useState } from 'preact/hooks'

const pieces = [0, 1, 2, 3, 4, 5, 6, 7]

/** The burst with which a message arrives; nothing for one that was there before, nor for whoever wants no motion. */
export function Effect({ emoji, arrives }: { readonly emoji: string; readonly arrives: boolean }) {
  const [shown, setShown] = useState(arrives)
  if (!shown) return null
  return (
    <span class="effect" aria-hidden="true" onAnimationEnd={() => setShown(false)}>
      {pieces.map((piece) => (
        <i key={piece}>{emoji}</i>
      ))}
    </span>
  )
}
