import { useCallback, useEffect, useState } from 'preact/hooks'
import { call } from './api.ts'

export interface Polled<T> {
  readonly value: T | undefined
  readonly lost: boolean
  refresh(): void
}

/** Asks again and again while the page is visible; `path` null asks nothing. */
export function usePoll<T>(path: string | null, everyMs: number): Polled<T> {
  const [value, setValue] = useState<T>()
  const [lost, setLost] = useState(false)
  const [round, setRound] = useState(0)

  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    async function ask(url: string) {
      try {
        if (!document.hidden) setValue(await call<T>('GET', url, undefined, abort.signal))
        setLost(false)
      } catch {
        if (!abort.signal.aborted) setLost(true)
      }
      if (!abort.signal.aborted) timer = setTimeout(() => void ask(url), everyMs)
    }
    void ask(path)
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [path, everyMs, round])

  return { value, lost, refresh: useCallback(() => setRound((before) => before + 1), []) }
}
