import type { Finish } from './outbox-store.ts'

interface Entry {
  readonly finish: Finish
  readonly done: (settled: boolean) => void
}

/**
 * Commits results together: those that arrive while one commit is under way form the next batch, so a quiet outbox
 * commits at once and a busy one pays one commit for many messages.
 * @param commit returns the deliveries that it settled
 */
export function createCommitter(commit: (batch: readonly Finish[]) => Promise<ReadonlySet<bigint>>) {
  let waiting: Entry[] = []
  let running = false
  const run = async () => {
    running = true
    try {
      while (waiting.length > 0) {
        const batch = waiting
        waiting = []
        const settled = await commit(batch.map(({ finish }) => finish))
        for (const { finish, done } of batch) done(settled.has(finish.id))
      }
    } finally {
      running = false
    }
  }
  /**
   * Resolves when the result is in the database (or given up, which `commit` decides by returning): whether it settled the
   * delivery, which somebody else may have done before.
   */
  return (finish: Finish): Promise<boolean> =>
    new Promise((resolve, reject) => {
      waiting.push({ finish, done: resolve })
      if (!running) run().catch(reject)
    })
}
