import { useEffect, useReducer } from 'preact/hooks'

const drafts = new Map<string, string>()
const listeners = new Set<() => void>()

/** What is being written in a chat. It stays while one looks into another chat, as in Telegram's apps. */
export function useDraft(key: string): string {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const listener = () => redraw(undefined)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
  return drafts.get(key) ?? ''
}

export function setDraft(key: string, text: string): void {
  drafts.set(key, text)
  for (const listener of listeners) listener()
}

/** What could not be sent goes back before what was written meanwhile. */
export function putBack(key: string, unsent: string): void {
  if (unsent !== '') setDraft(key, [unsent, drafts.get(key)].filter(Boolean).join('\n'))
}
