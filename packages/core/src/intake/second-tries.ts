import type { Update } from 'grammy/types'
import { backOffMs } from './back-off.ts'
import type { Inbox, Unfinished } from './inbox.ts'

const retryMs = 300
const batch = 1_000

export interface SecondTriesOptions {
  readonly inbox: Inbox
  markDone(updateId: number): Promise<unknown>
  /** Handles updates that were taken over. */
  resume(left: readonly Unfinished[]): void
}

/** What becomes of updates of which nothing was decided, because the database was lost on the way or money could not be recorded: they wait here. */
export interface SecondTries {
  /** It failed in the middle: it is handled again, later every time. */
  handle(update: Update): void
  /** It has ended. */
  forget(updateId: number): void
  /** Its effects are there, so it must not run again: only the mark is made up for. */
  mark(updateId: number): void
  close(): void
}

export function createSecondTries({ inbox, markDone, resume }: SecondTriesOptions): SecondTries {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  /** How often updates failed that have not ended. */
  const failed = new Map<number, number>()

  /** From here on whoever looks for what is left finds it. */
  function abandon(updateId: number): void {
    inbox.abandon(updateId)
    later()
  }

  function later(): void {
    if (closed || timer) return
    timer = setTimeout(() => {
      // At once, so that what is abandoned from here on asks for a look of its own.
      timer = undefined
      inbox.takeOver([], batch).then(resume).catch(later)
    }, retryMs)
  }

  function mark(updateId: number): void {
    if (closed) return
    setTimeout(() => markDone(updateId).catch(() => mark(updateId)), retryMs)
  }

  return {
    handle({ update_id: updateId }) {
      const before = failed.get(updateId) ?? 0
      failed.set(updateId, before + 1)
      if (before === 0) return abandon(updateId)
      setTimeout(() => abandon(updateId), backOffMs(before - 1)).unref()
    },
    forget: (updateId) => void failed.delete(updateId),
    mark,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
