import { setTimeout as delay } from 'node:timers/promises'
import { OwnError } from '../errors/index.ts'

/** The process was asked to stop: this work did not begin, or broke off where it waited. */
export class LanesClosedError extends OwnError {
  override readonly name = 'LanesClosedError'
}

export interface LanesOptions {
  /** How much may run at once; 500 unless told. */
  readonly slots?: number
  /** How much may be in one lane, running or waiting; 256 unless told. */
  readonly perKey?: number
  /** How much may wait in all lanes before no more is fetched; 10,000 unless told. */
  readonly waiting?: number
  /** More is fetched also while every slot is taken: among it may be what needs none. */
  readonly fetchesOn?: boolean
}

/**
 * Work that shares a key runs in order of arrival, everything else side by side. What waits for its turn holds no slot,
 * so a busy chat keeps nobody else waiting.
 */
export interface Lanes {
  /** Runs `work` when everything before it in its lanes has ended. All keys are queued for at once: no two can wait for each other. */
  run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>
  /** One of these lanes is full: what people send beyond that is refused, not queued. */
  isFull(keys: readonly string[]): boolean
  /** For work that runs here and has to wait so long: it gives its slot to others meanwhile. */
  pause(ms: number): Promise<void>
  /** Resolves when more may be fetched. */
  room(): Promise<void>
  /** Nothing begins any more, and nothing waits any longer: it throws {@link LanesClosedError}. What runs goes on. */
  close(): void
}

interface Lane {
  /** The end of the newest work. Never rejects. */
  newest: Promise<void>
  held: number
}

export function createLanes(options: LanesOptions = {}): Lanes {
  const { slots = 500, perKey = 256, waiting: mostWaiting = 10_000, fetchesOn = false } = options
  const lanes = new Map<string, Lane>()
  /** Work whose turn came while every slot was taken. */
  const ready: (() => void)[] = []
  let watchers: (() => void)[] = []
  const closing = new AbortController()
  let used = 0
  let waiting = 0

  const hasRoom = (): boolean => (fetchesOn || used < slots) && waiting < mostWaiting

  function admitNext(): void {
    while (used < slots && ready.length > 0) {
      used += 1
      ready.shift()?.()
    }
    if (watchers.length === 0 || !hasRoom()) return
    const told = watchers
    watchers = []
    for (const tell of told) tell()
  }

  function enter(keys: readonly string[], ended: Promise<void>): Promise<void>[] {
    const before: Promise<void>[] = []
    for (const key of keys) {
      const lane = lanes.get(key)
      if (lane) {
        before.push(lane.newest)
        lane.newest = ended
        lane.held += 1
      } else lanes.set(key, { newest: ended, held: 1 })
    }
    return before
  }

  function leave(keys: readonly string[]): void {
    for (const key of keys) {
      const lane = lanes.get(key)
      if (lane && --lane.held === 0) lanes.delete(key)
    }
  }

  async function turn(before: readonly Promise<void>[]): Promise<void> {
    waiting += 1
    await Promise.all(before)
    if (used < slots) used += 1
    else await new Promise<void>((resolve) => ready.push(resolve))
    waiting -= 1
    admitNext()
  }

  return {
    async run(keys, work) {
      let end = (): void => undefined
      const before = enter(keys, new Promise((resolve) => (end = resolve)))
      if (before.length === 0 && used < slots) used += 1
      else await turn(before)
      try {
        closing.signal.throwIfAborted()
        return await work()
      } finally {
        leave(keys)
        end()
        used -= 1
        admitNext()
      }
    },
    isFull: (keys) => keys.some((key) => (lanes.get(key)?.held ?? 0) >= perKey),
    async pause(ms) {
      used -= 1
      admitNext()
      try {
        await delay(ms, undefined, { signal: closing.signal })
      } catch {
        throw new LanesClosedError()
      } finally {
        used += 1
      }
    },
    async room() {
      if (!hasRoom()) await new Promise<void>((resolve) => watchers.push(resolve))
    },
    close: () => closing.abort(new LanesClosedError()),
  }
}
