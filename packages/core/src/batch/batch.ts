/**
 * Collects calls that arrive while one is under way and answers them together: one round trip under load, no added
 * wait without it. `run` must answer in the order of its items; when it throws, every call of that batch rejects.
 */
export function createBatcher<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
  maxSize = 200,
): (item: T) => Promise<R> {
  let waiting: {
    readonly item: T
    readonly resolve: (result: R) => void
    readonly reject: (error: unknown) => void
  }[] = []
  let busy = false

  async function flush(): Promise<void> {
    busy = true
    // Whatever else arrives in this turn of the event loop joins.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxSize)
      waiting = waiting.slice(maxSize)
      try {
        const results = await run(batch.map(({ item }) => item))
        for (const [index, { resolve, reject }] of batch.entries()) {
          const result = results[index]
          if (index < results.length && result !== undefined) resolve(result)
          else
            reject(new Error(`A batch of ${batch.length} got ${results.length} results: answer every item, in order`))
        }
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    busy = false
  }

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void flush()
    })
}
