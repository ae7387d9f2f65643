import type { ComponentChildren as Children } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** A quotation that is folded to three lines until it is pressed; one that fits into them has nothing to press. */
export function Quotation({ children }: { readonly children: Children }) {
  const words = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const [isLong, setIsLong] = useState(false)
  useLayoutEffect(() => {
    const element = words.current
    if (!element) return
    const measure = () => {
      if (!open) setIsLong(element.scrollHeight > element.clientHeight + 1)
    }
    measure()
    // A narrower window makes more lines.
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [open])
  const turn = () => setOpen(!open)
  return (
    // biome-ignore lint/a11y: the button inside does the same by keyboard
    <blockquote class={isLong ? 'folding' : ''} onClick={isLong ? turn : undefined}>
      <span ref={words} class={open ? 'whole' : 'folded'}>
        {children}
      </span>
      {isLong ? (
        <button
          type="button"
          class="unfold"
          aria-expanded={open}
          aria-label={open ? 'Fold the quotation' : 'Show the whole quotation'}
        >
          {open ? '▴' : '▾'}
        </button>
      ) : null}
    </blockquote>
  )
}
