import { randomUUID } from 'node:crypto'
import { OwnError } from '../errors/index.ts'
import type { HeldLock, LockOptions, Locks } from './ports.ts'

/** Where locks live. All three are one round trip; throwing means the store cannot be reached. */
export interface LockStore {
  take(key: string, token: string, ttlMs: number): Promise<boolean>
  /** False when somebody else holds it or it expired. */
  extend(key: string, token: string, ttlMs: number): Promise<boolean>
  free(key: string, token: string): Promise<void>
}

/** Told when the lock was lost; `signal.reason` of a {@link HeldLock}. */
class LockLostError extends OwnError {
  override readonly name = 'LockLostError'
  constructor(key: string) {
    super(`The lock "${key}" was lost: it expired before it could be extended, so somebody else may hold it now.`)
  }
}

/** Waiting, extension and release are the same for every store; the first one that answers is asked. */
export function createLocksOver(stores: readonly LockStore[]): Locks {
  const tryOnce = async (key: string, ttlMs: number): Promise<HeldLock | undefined> => {
    let failure: unknown
    for (const store of stores) {
      const token = randomUUID()
      const sentAt = performance.now()
      try {
        return (await store.take(key, token, ttlMs)) ? holdLock(store, key, token, ttlMs, sentAt) : undefined
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }
  const acquire = async (key: string, options: LockOptions): Promise<HeldLock | undefined> => {
    const deadline = performance.now() + (options.waitMs ?? 0)
    for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 2, 200)) {
      const held = await tryOnce(key, options.ttlMs)
      const leftMs = deadline - performance.now()
      if (held || leftMs <= 0) return held
      // Jitter: waiters that were woken together would collide again and again.
      await new Promise((resolve) => setTimeout(resolve, Math.min(leftMs, pauseMs * (0.5 + Math.random()))))
    }
  }
  return {
    acquire,
    async withLock(key, options, work) {
      const held = await acquire(key, options)
      if (!held) return undefined
      try {
        return { value: await work(held.signal) }
      } finally {
        await held.release()
      }
    },
  }
}

/**
 * Extends at a third of the time to live. `sentAt` is when the taking request left, so our idea of the expiry is never
 * later than the store's; a tenth is kept as a margin for the work to notice.
 */
function holdLock(store: LockStore, key: string, token: string, ttlMs: number, sentAt: number): HeldLock {
  const lost = new AbortController()
  let expiresAt = sentAt + ttlMs * 0.9
  let done = false
  let extending: NodeJS.Timeout
  let expiring: NodeJS.Timeout

  const stop = () => {
    done = true
    clearTimeout(extending)
    clearTimeout(expiring)
  }
  const lose = () => {
    if (done) return
    stop()
    lost.abort(new LockLostError(key))
  }
  const watch = () => {
    clearTimeout(expiring)
    expiring = setTimeout(lose, Math.max(0, expiresAt - performance.now()))
  }
  const extend = async () => {
    const startedAt = performance.now()
    if (startedAt >= expiresAt) return lose()
    try {
      const ours = await store.extend(key, token, ttlMs)
      if (!ours) return lose()
      expiresAt = startedAt + ttlMs * 0.9
    } catch {
      // The store is out of reach for now: keep trying until the lock has run out.
    }
    if (done) return
    watch()
    extending = setTimeout(() => void extend(), ttlMs / 3)
  }
  watch()
  extending = setTimeout(() => void extend(), ttlMs / 3)

  return {
    key,
    signal: lost.signal,
    async release() {
      if (done) return
      stop()
      // A lock that cannot be given back expires by itself.
      await store.free(key, token).catch(() => undefined)
    },
  }
}
