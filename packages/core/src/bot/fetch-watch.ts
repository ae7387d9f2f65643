import { GrammyError, HttpError } from 'grammy'
import { causeOf } from '../errors/index.ts'

/** What is known about the updates that this process fetches. */
export interface FetchState {
  /** Milliseconds of machine time since Telegram last answered, or since polling began. A long poll takes 30 s. */
  readonly sinceMs: number
  /** Why the newest attempt failed, in one word without names or addresses; `undefined` when it did not. */
  readonly cause: string | undefined
}

/** Remembers how fetching updates goes, for those who ask whether it still does. */
export interface FetchWatch {
  began(): void
  fetched(): void
  failed(error: unknown): void
  ended(): void
  /** `undefined` while this process does not poll. */
  state(): FetchState | undefined
}

export function createFetchWatch(now: () => number = Date.now): FetchWatch {
  let lastAt: number | undefined
  let cause: string | undefined
  const answered = (): void => {
    lastAt = now()
    cause = undefined
  }
  return {
    began: answered,
    fetched: answered,
    failed(error) {
      cause = describeFailure(error)
    },
    ended() {
      lastAt = undefined
    },
    state: () => (lastAt === undefined ? undefined : { sinceMs: now() - lastAt, cause }),
  }
}

function describeFailure(error: unknown): string {
  // Somebody else fetches with this token, or set a webhook.
  if (error instanceof GrammyError && error.error_code === 409) return 'conflict'
  return causeOf(error) ?? (error instanceof HttpError ? 'no-answer' : 'internal')
}
