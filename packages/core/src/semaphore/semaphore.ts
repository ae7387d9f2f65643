/** Lets so much work run at once as there is room for; the rest waits in order of arrival, large and small alike. */
export interface Semaphore {
  /**
   * @param size how much room the work takes, 1 unless told; what is larger than all there is runs alone
   * @throws the refusal when too many wait already, or no room came free in time
   */
  run<T>(work: () => Promise<T>, size?: number): Promise<T>
}

export interface SemaphoreOptions {
  /** How much room there is, in pieces of work or in bytes. */
  readonly room: number
  /** How long one may wait before it is refused, in milliseconds. */
  readonly waitMs: number
  /** How many may wait; whoever comes then is refused at once. Any number unless told. */
  readonly maxWaiting?: number
  refusal(): Error
}

interface Waiter {
  readonly size: number
  admit(): void
}

export function createSemaphore(options: SemaphoreOptions): Semaphore {
  const { room, waitMs, maxWaiting = Number.POSITIVE_INFINITY, refusal } = options
  const waiting = new Set<Waiter>()
  let free = room

  function enter(size: number): Promise<void> {
    if (waiting.size === 0 && size <= free) {
      free -= size
      return Promise.resolve()
    }
    if (waiting.size >= maxWaiting) return Promise.reject(refusal())
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        size,
        admit() {
          clearTimeout(timer)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        waiting.delete(waiter)
        reject(refusal())
        // What came after it may fit.
        admitNext()
      }, waitMs)
      waiting.add(waiter)
    })
  }

  /** A Set keeps insertion order, so its first member has waited longest. */
  function admitNext(): void {
    for (const waiter of waiting) {
      if (waiter.size > free) return
      free -= waiter.size
      waiting.delete(waiter)
      waiter.admit()
    }
  }

  return {
    async run(work, size = 1) {
      const taken = Math.min(size, room)
      await enter(taken)
      try {
        return await work()
      } finally {
        free += taken
        admitNext()
      }
    },
  }
}
