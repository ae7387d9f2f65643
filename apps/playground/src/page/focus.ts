import { useEffect } from 'preact/hooks'

const candidates = 'a[href], button, input, select, textarea, audio, video, [tabindex]'

function isUsable(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element.checkVisibility() && !element.matches(':disabled')
}

/** Everything in a part of the page that can have the focus, in the order of the document. */
export const focusables = (part: Element): readonly HTMLElement[] =>
  [...part.querySelectorAll(candidates)].filter(isUsable)

/** Where the keyboard belongs in a part of the page: at what is marked as its home (the last one counts), else at its first stop. */
export function homeOf(part: Element): HTMLElement | undefined {
  const inside = focusables(part)
  return (
    inside.findLast((element) => element.hasAttribute('data-home')) ??
    inside.find((element) => element.tabIndex >= 0) ??
    inside[0]
  )
}

function ancestors(element: Element): readonly Element[] {
  const { parentElement } = element
  return parentElement ? [element, ...ancestors(parentElement)] : [element]
}

/**
 * Nothing that vanishes takes the focus with it: when the focused element is removed, hidden or disabled, the focus goes to the nearest part of
 * the page that is left of what was around it. Clicking beside everything still takes the focus away.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    /** What had the focus last, and all that was around it. */
    let trail: readonly Element[] = []
    let pressing = false
    const restore = () => {
      const { activeElement, body } = document
      if (activeElement && activeElement !== body && isUsable(activeElement)) return
      const left = trail.filter((element) => element.isConnected)
      if (left.length === 0 || !document.hasFocus()) return
      const next = left.map((part) => (part.matches(candidates) && isUsable(part) ? part : homeOf(part))).find(Boolean)
      next?.focus({ preventScroll: true })
    }
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (target instanceof Element) trail = ancestors(target)
      },
      { signal },
    )
    // What a press of the mouse takes away is given up by the person.
    document.addEventListener(
      'mousedown',
      () => {
        pressing = true
        setTimeout(() => {
          pressing = false
        })
      },
      { signal, capture: true },
    )
    document.addEventListener(
      'focusout',
      ({ relatedTarget }) => {
        if (pressing && relatedTarget === null) trail = []
      },
      { signal },
    )
    // Other observers are told in the same moment, and may still put their part in order.
    const observer = new MutationObserver(() => queueMicrotask(restore))
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['class', 'disabled', 'hidden', 'open'],
    })
    return () => {
      listening.abort()
      observer.disconnect()
    }
  }, [])
}
