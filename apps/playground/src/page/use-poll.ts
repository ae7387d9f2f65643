import { useCallback, useEffect, useState } from 'preact/hooks'
import { call } from './api.ts'

export interface Polled<T> {
  readonly value: T | undefined
  readonly lost: boolean
  refresh(): void
}

/** Asks again and again while the page is visible; `path` null asks nothing. */
export function usePoll<T>(path: string | null, everyMs: number): Polled<T> {
  const [answer, setAnswer] = useState<{ readonly path: string; readonly value: T }>()
  const [lost, setLost] = useState(false)
  const [round, setRound] = useState(0)

  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    async function ask(url: string) {
      try {
        if (!document.hidden) setAnswer({ path: url, value: await call<T>('GET', url, undefined, abort.signal) })
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

  // What another path answered is no answer to this one.
  const value = answer?.path === path ? answer.value : undefined
  return { value, lost, refresh: useCallback(() => setRound((before) => before + 1), []) }
}
