/** A held lock. Losing it (expiry, lost connection) aborts `signal`. */
export interface HeldLock {
  readonly key: string
  readonly signal: AbortSignal
  release(): Promise<void>
}

export interface LockOptions {
  /** Time to live in milliseconds; extended automatically while held. */
  readonly ttlMs: number
  /** How long to wait for it, in milliseconds; 0 (the default) tries once. */
  readonly waitMs?: number
}

/**
 * Mutual exclusion across processes: an optimisation (single flight, ordering), never the guard of stock or money, nor who leads.
 * Redis when configured and alive, else PostgreSQL.
 */
export interface Locks {
  acquire(key: string, options: LockOptions): Promise<HeldLock | undefined>
  /** Runs `work` under the lock; `undefined` when it could not be had within `waitMs`. */
  withLock<T>(
    key: string,
    options: LockOptions,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ value: T } | undefined>
}
