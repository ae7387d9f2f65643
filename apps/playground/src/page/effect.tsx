import { useState } from 'preact/hooks'

/** Which way each piece flies, in degrees. */
const turns = [0, 45, 90, 135, 180, 225, 270, 315]

/** The burst with which a message arrives; nothing for one that was there before, nor for whoever wants no motion. */
export function Effect({ emoji, arrives }: { readonly emoji: string; readonly arrives: boolean }) {
  const [shown, setShown] = useState(arrives)
  if (!shown) return null
  return (
    <span class="effect" aria-hidden="true" onAnimationEnd={() => setShown(false)}>
      {turns.map((turn) => (
        <i key={turn} style={{ '--turn': `${turn}deg` }}>
          {emoji}
        </i>
      ))}
    </span>
  )
}
