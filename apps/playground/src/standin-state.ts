import type { Standin } from '@bazaar/telegram-standin'
import { readJson, replaceFile, replaceFileNow } from './files.ts'

type State = ReturnType<Standin['snapshot']>
type Saved = { readonly clean: boolean; readonly state: State }

/** After a crash the last moments are missing from the file: so many ids of every kind may have been given out since. */
const skippedIds = 1_000

/** Ids that the bot may have seen must never name something else: its inbox would take a new message for an old one. */
function skipIds(state: State): State {
  const counters = { ...state.counters }
  counters.message += skippedIds
  counters.callback += skippedIds
  counters.file += skippedIds
  counters.revision += skippedIds
  // A state written before albums and payments existed has no such counters.
  counters.album = (counters.album ?? 0) + skippedIds
  counters.payment = (counters.payment ?? 0) + skippedIds
  const skipped = <Thread extends { readonly lastMessageId: number }>(thread: Thread): Thread => ({
    ...thread,
    lastMessageId: thread.lastMessageId + skippedIds,
  })
  return {
    ...state,
    counters,
    chats: state.chats.map(skipped),
    bots: state.bots.map((bot) => ({
      ...bot,
      nextUpdateId: bot.nextUpdateId + skippedIds,
      privates: bot.privates.map(skipped),
    })),
  }
}

function isSaved(value: unknown): value is Saved {
  return (
    typeof value === 'object' &&
    value !== null &&
    'clean' in value &&
    'state' in value &&
    typeof value.state === 'object'
  )
}

/** What the stand-in knew when it ended; undefined at the first start. */
export function loadState(file: string): State | undefined {
  const saved = readJson(file)
  if (saved === undefined) return undefined
  if (!isSaved(saved) || saved.state.version !== 1) {
    throw new Error(`${file} was written by another version. Delete it to start with fresh demo people.`)
  }
  return saved.clean ? saved.state : skipIds(saved.state)
}

export interface StateKeeper {
  /** Writes what is known now; for things that must not be lost. */
  flush(): Promise<void>
  /** The last write, after the stand-in was closed. */
  close(): Promise<void>
}

/** Writes the stand-in's state soon after each change, and rarely enough that a busy stand-in is not slowed down. */
export function keepState(standin: Standin, file: string): StateKeeper {
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let pauseMs = 50

  const text = (clean: boolean) => JSON.stringify({ clean, state: standin.snapshot() } satisfies Saved)
  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(async () => {
      const started = performance.now()
      await replaceFile(file, text(false))
      pauseMs = Math.max(50, (performance.now() - started) * 10)
    })
    return writing
  }
  const forget = standin.onChange(() => {
    timer ??= setTimeout(
      () => void flush().catch((error: unknown) => console.error(`Cannot save ${file}: ${String(error)}`)),
      pauseMs,
    )
  })
  return {
    flush,
    async close() {
      forget()
      clearTimeout(timer)
      await writing.catch(() => undefined)
      replaceFileNow(file, text(true))
    },
  }
}
