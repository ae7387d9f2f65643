import { GrammyError, HttpError } from 'grammy'
import { causeOf } from '../errors/index.ts'

/** What is known about the updates that reach this process. */
export interface UpdateState {
  /** Milliseconds of machine time since the newest fetch or delivery, or since this process began. A long poll takes 30 s. */
  readonly sinceMs: number
  /** Why the newest attempt failed, in one word without names or addresses; `undefined` when it did not. */
  readonly cause: string | undefined
}

/** Remembers when updates came last, for those who ask whether they still do. */
export interface UpdateWatch {
  began(): void
  /** A fetch was answered, with or without updates, or Telegram delivered one. */
  arrived(): void
  failed(error: unknown): void
  /** Nothing is fetched while this runs, because too much is being handled. */
  whileBusy(work: () => Promise<void>): Promise<void>
  ended(): void
  /** `undefined` while this process gets none. */
  state(): UpdateState | undefined
}

export function createUpdateWatch(now: () => number = Date.now): UpdateWatch {
  let lastAt: number | undefined
  let cause: string | undefined
  const answered = (): void => {
    lastAt = now()
    cause = undefined
  }
  return {
    began: answered,
    arrived: answered,
    failed(error) {
      cause = describeFailure(error)
    },
    async whileBusy(work) {
      cause = 'busy'
      await work()
      cause = undefined
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
