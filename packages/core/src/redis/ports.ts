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

export interface LimitRule {
  readonly max: number
  readonly windowMs: number
  /** What to do when the store cannot be reached: ordinary traffic fails open, money and codes fail closed. */
  readonly onStoreLost: 'allow' | 'refuse'
}

export type LimitDecision =
  | { readonly allowed: true; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterMs: number }

export interface LimitHit {
  readonly key: string
  readonly rule: LimitRule
  /** 1 unless told. A refused hit costs nothing. */
  readonly cost?: number
}

/** Sliding-window limits, one round trip each. */
export interface Limits {
  hit(key: string, rule: LimitRule, cost?: number): Promise<LimitDecision>
  /** Many hits in one round trip; decided in the given order, same order out. For the update intake. */
  hitMany(hits: readonly LimitHit[]): Promise<readonly LimitDecision[]>
}

export interface RedisHealth {
  readonly configured: boolean
  /** ok | degraded (configured but lost) | off (not configured) */
  readonly state: 'ok' | 'degraded' | 'off'
}
