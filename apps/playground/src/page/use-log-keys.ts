import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { focusables, homeOf } from './focus.ts'

const isInside = (log: HTMLElement) => log.contains(document.activeElement) && document.activeElement !== log

/** Makes one thing in the log its only tab stop: what has the focus, else the newest message, else whatever there is; an empty log itself. */
function settle(log: HTMLElement): void {
  const inside = focusables(log)
  const stop = isInside(log)
    ? document.activeElement
    : (inside.findLast((element) => element.matches('article')) ?? inside[0])
  for (const element of inside) element.tabIndex = element === stop ? 0 : -1
  log.tabIndex = stop ? -1 : 0
}

/** Where a key leads from an element of the log; undefined for keys that are not the log's. */
function target(log: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const messages = [...log.querySelectorAll('article')]
  const message = from.closest('article')
  const at = message ? messages.indexOf(message) : messages.length
  switch (key) {
    case 'ArrowUp':
      return messages[Math.max(0, at - 1)]
    case 'ArrowDown':
      return messages[Math.min(messages.length - 1, at + 1)]
    case 'Home':
      return messages[0]
    case 'End':
      return messages.at(-1)
    case 'Escape':
      return message && message !== from ? message : log.parentElement ? homeOf(log.parentElement) : undefined
    case 'ArrowLeft':
    case 'ArrowRight': {
      const parts = message ? [message, ...focusables(message)] : []
      const index = parts.indexOf(from)
      return parts[key === 'ArrowRight' ? Math.min(parts.length - 1, index + 1) : Math.max(0, index - 1)]
    }
    default:
      return undefined
  }
}

/** Films and sounds use the arrows themselves. */
const usesArrows = (element: Element) => element.matches('audio, video')

/**
 * The log is one stop of the Tab key, however long it is: up and down lead from message to message, right and left through what a message
 * holds, Escape out of it and back to where one writes.
 */
export function useLogKeys(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const log = box.current
    if (!log) return
    const listening = new AbortController()
    const { signal } = listening
    const onKeyDown = (event: KeyboardEvent) => {
      const from = event.target
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || !(from instanceof HTMLElement))
        return
      if (usesArrows(from) && event.key !== 'Escape') return
      const to = target(log, from, event.key)
      if (!to) return
      event.preventDefault()
      to.focus()
    }
    log.addEventListener('keydown', onKeyDown, { signal })
    log.addEventListener('focusin', () => settle(log), { signal })
    log.addEventListener('focusout', () => settle(log), { signal })
    const observer = new MutationObserver(() => settle(log))
    observer.observe(log, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'href'] })
    settle(log)
    return () => {
      listening.abort()
      observer.disconnect()
    }
  }, [box])
}
