import { OwnError } from '../errors/index.ts'
import type { Logger } from '../log/index.ts'

/** A failure inside a feature's hook, as opposed to the database's. */
export class HookError extends OwnError {
  override readonly name = 'HookError'
}

export interface PersistOptions {
  readonly log: Logger
  /** True when nobody waits any more: leases run out and another process decides. */
  readonly isAbandoned: () => boolean
  /** Tried when the hook has failed too often. */
  readonly withoutHook?: () => Promise<void>
}

const hookTries = 5

/**
 * Writes a result until the database takes it: the message is with Telegram already, so giving up would send it twice. It
 * is written once even when it is abandoned: a late answer still settles what others are in doubt about.
 * A hook that keeps failing is left out in the end, else its chat would wait for ever.
 */
export async function persist(work: () => Promise<void>, options: PersistOptions): Promise<void> {
  let hookFailures = 0
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    try {
      const skipHook = options.withoutHook && hookFailures >= hookTries
      await (skipHook ? options.withoutHook() : work())
      return
    } catch (error) {
      if (error instanceof HookError) hookFailures++
      if (options.isAbandoned()) return
      options.log.error({ err: error }, 'The result of a message could not be written yet; it is tried again')
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}
