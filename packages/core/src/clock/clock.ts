/** Where every feature gets the time from. Never call `Date.now()` for business time. */
export interface Clock {
  /** Database time plus the playground's offset, as an instant in UTC. */
  now(): Date
  /** Milliseconds by which `now()` is ahead of machine time because somebody advanced the clock (0 in production). */
  readonly offsetMs: number
  /** Called after the clock jumped, so that schedulers look again. Returns the unsubscribe function. */
  onJump(listener: () => void): () => void
}
