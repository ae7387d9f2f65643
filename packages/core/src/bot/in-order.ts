import type { Context, MiddlewareFn } from 'grammy'

/**
 * Updates that share a key are handled one after another, in order of arrival; all others side by side. Keys of one update
 * are queued for at once, so two updates with several keys cannot wait for each other.
 */
export function inOrder<C extends Context>(keysOf: (ctx: C) => readonly string[]): MiddlewareFn<C> {
  /** The end of the newest update of each key that is being handled. Never rejects. */
  const newest = new Map<string, Promise<void>>()
  return async (ctx, next) => {
    const keys = keysOf(ctx)
    const before = keys.flatMap((key) => newest.get(key) ?? [])
    let end = (): void => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    for (const key of keys) newest.set(key, ended)
    try {
      if (before.length > 0) await Promise.all(before)
      await next()
    } finally {
      for (const key of keys) if (newest.get(key) === ended) newest.delete(key)
      end()
    }
  }
}
