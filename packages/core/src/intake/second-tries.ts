import type { Update } from 'grammy/types'
import type { Logger } from '../log/index.ts'
import type { Inbox, Unfinished } from './inbox.ts'

const retryMs = 300
const batch = 1_000

export interface SecondTriesOptions {
  readonly inbox: Inbox
  readonly log: Logger
  markDone(updateId: number): Promise<unknown>
  /** Handles updates that were taken over. */
  resume(left: readonly Unfinished[]): void
}

/** What becomes of updates whose handling lost the database on the way: they wait here until it is back. */
export interface SecondTries {
  /** It failed in the middle: it is handled again. */
  handle(update: Update, error: unknown): void
  /** Its effects are there, so it must not run again: only the mark is made up for. */
  mark(updateId: number): void
  close(): void
}

export function createSecondTries({ inbox, log, markDone, resume }: SecondTriesOptions): SecondTries {
  let timer: NodeJS.Timeout | undefined
  let closed = false

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
    handle(update, error) {
      log.warn({ error, updateId: update.update_id }, 'the database went away; the update is handled again')
      inbox.abandon(update.update_id)
      later()
    },
    mark,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
