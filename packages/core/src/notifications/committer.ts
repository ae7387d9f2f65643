import type { Finish } from './outbox-store.ts'

interface Entry {
  readonly finish: Finish
  readonly done: () => void
}

/**
 * Commits results together: those that arrive while one commit is under way form the next batch, so a quiet outbox
 * commits at once and a busy one pays one commit for many messages.
 */
export function createCommitter(commit: (batch: readonly Finish[]) => Promise<void>) {
  let waiting: Entry[] = []
  let running = false
  const run = async () => {
    running = true
    try {
      while (waiting.length > 0) {
        const batch = waiting
        waiting = []
        await commit(batch.map(({ finish }) => finish))
        for (const { done } of batch) done()
      }
    } finally {
      running = false
    }
  }
  /** Resolves when the result is in the database (or given up, which `commit` decides by returning). */
  return (finish: Finish): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ finish, done: resolve })
      if (!running) run().catch(reject)
    })
}
