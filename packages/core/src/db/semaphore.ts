/** Lets at most `slots` pieces of work run at once; the others wait in order of arrival. */
export interface Semaphore {
  /** @throws Error when no slot came free within `waitMs`. */
  run<T>(work: () => Promise<T>): Promise<T>
}

interface Waiter {
  admit(): void
}

/**
 * @param slots how much may run at once.
 * @param waitMs how long one may wait before it is refused, in milliseconds.
 * @param refusal the message of that refusal.
 */
export function createSemaphore(slots: number, waitMs: number, refusal: string): Semaphore {
  const waiting = new Set<Waiter>()
  let free = slots

  function enter(): Promise<void> {
    if (free > 0) {
      free -= 1
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const waiter = {
        admit() {
          clearTimeout(timer)
          waiting.delete(waiter)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        waiting.delete(waiter)
        reject(new Error(refusal))
      }, waitMs)
      waiting.add(waiter)
    })
  }

  // A Set keeps insertion order, so its first member has waited longest and takes the slot over directly.
  function leave(): void {
    const [next] = waiting
    if (next) next.admit()
    else free += 1
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
