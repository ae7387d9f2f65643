/**
 * A meter of events over time: spaced by `1 / rate`, with `burst` of them at once after a quiet time. Recording never
 * waits but pushes the next free moment back, at most `maxDebtMs`, so that a flood of replies cannot starve bulk for long.
 */
export interface Pace {
  /** How many events are free at `now`, in milliseconds of machine time. */
  free(now: number): number
  record(now: number): void
  /** The moment from which at least one event is free. */
  freeAt(): number
  setInterval(intervalMs: number): void
}

/** @param intervalMs time between two events. */
export function createPace(intervalMs: number, burst: number, maxDebtMs = 2_000): Pace {
  let interval = intervalMs
  // The moment at which everything recorded so far would have been spent at an even pace.
  let spentUntil = 0
  return {
    free: (now) => Math.max(0, Math.min(burst, Math.floor((now - spentUntil) / interval + burst))),
    record(now) {
      spentUntil = Math.min(Math.max(now, spentUntil) + interval, now + maxDebtMs + burst * interval)
    },
    freeAt: () => spentUntil - (burst - 1) * interval,
    setInterval(next) {
      interval = next
    },
  }
}

/** Counts events in a window that slides: at most `max` within any `windowMs`. */
export interface SlidingCount {
  free(now: number): number
  record(now: number): void
  freeAt(): number
  count(now: number): number
}

export function createSlidingCount(max: number, windowMs: number): SlidingCount {
  let times: number[] = []
  const trim = (now: number) => {
    const old = times.findIndex((time) => time > now - windowMs)
    times = old === -1 ? [] : old === 0 ? times : times.slice(old)
    return times.length
  }
  return {
    free: (now) => Math.max(0, max - trim(now)),
    record(now) {
      times.push(now)
    },
    freeAt: () => (times.length < max ? 0 : (times[times.length - max] ?? 0) + windowMs),
    count: trim,
  }
}

/** One message in an {@link AnsweredWindow}. */
export interface WindowEntry {
  readonly startedAt: number
  answeredAt?: number
}

/**
 * At most `max` messages within any second *as the receiver sees it*: a message counts until a second after its answer,
 * because it may have arrived at any moment before. Answers that take longer than `patienceMs` are not waited for, else
 * a slow Telegram would stop everything.
 */
export interface AnsweredWindow {
  free(now: number): number
  start(now: number): WindowEntry
  freeAt(): number
}

const windowMs = 1_000

export function createAnsweredWindow(max: number, patienceMs = 500): AnsweredWindow {
  let entries: WindowEntry[] = []
  const latest = (entry: WindowEntry) => entry.startedAt + patienceMs
  const endOf = (entry: WindowEntry) => Math.min(entry.answeredAt ?? latest(entry), latest(entry)) + windowMs
  const count = (now: number): number => {
    const first = entries.findIndex((entry) => latest(entry) + windowMs > now)
    if (first !== 0) entries = first === -1 ? [] : entries.slice(first)
    let over = 0
    for (const entry of entries) {
      if (entry.startedAt + windowMs > now) break
      if (endOf(entry) <= now) over++
    }
    return entries.length - over
  }
  return {
    free: (now) => Math.max(0, max - count(now)),
    start(now) {
      const entry = { startedAt: now }
      entries.push(entry)
      return entry
    },
    freeAt: () => (entries.length < max ? 0 : Math.min(...entries.slice(0, 8).map(endOf))),
  }
}
