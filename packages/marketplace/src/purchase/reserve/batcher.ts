import { setImmediate as nextTurn } from 'node:timers/promises'

/** Requests of one line are decided together: whoever arrives while a batch is in flight goes into the next one, in order of arrival. */
export interface Batcher<Request, Answer> {
  /** Undefined: the waiting room is full, and nothing happened. */
  ask(line: bigint, request: Request): Promise<Answer> | undefined
}

export interface BatcherOptions<Request, Answer> {
  /** Requests per batch at most. */
  readonly limit: number
  /** Requests of all lines that may wait at once. Answers must not take longer than people wait for them. */
  readonly room: number
  /** Answers in the order of the requests. */
  decide(line: bigint, requests: readonly Request[]): Promise<readonly Answer[]>
  /** Whether a failed batch may be tried again one by one, so that a request that cannot be decided fails alone. */
  isolates(error: unknown): boolean
}

interface Waiting<Request, Answer> {
  readonly request: Request
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** A line with nobody in it begins at once: a request that comes alone waits for nothing. */
export function createBatcher<Request, Answer>(options: BatcherOptions<Request, Answer>): Batcher<Request, Answer> {
  const lines = new Map<bigint, Waiting<Request, Answer>[]>()
  let waiting = 0

  async function decide(line: bigint, batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const requests = batch.map(({ request }) => request)
      const answers = await options.decide(line, requests)
      for (const [index, one] of batch.entries()) {
        const answer = answers[index]
        if (answer === undefined) throw new Error(`${batch.length} requests got ${answers.length} answers.`)
        one.resolve(answer)
      }
    } catch (error) {
      if (batch.length > 1 && options.isolates(error)) for (const one of batch) await decide(line, [one])
      else for (const one of batch) one.reject(error)
    }
  }

  async function serve(line: bigint, queue: Waiting<Request, Answer>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, options.limit)
      waiting -= batch.length
      await decide(line, batch)
      // Whoever has arrived by now comes along, rather than wait for a batch of two or three.
      await nextTurn()
    }
    lines.delete(line)
  }

  return {
    ask(line, request) {
      if (waiting >= options.room) return undefined
      waiting += 1
      return new Promise((resolve, reject) => {
        const queue = lines.get(line)
        if (queue) return void queue.push({ request, resolve, reject })
        const opened = [{ request, resolve, reject }]
        lines.set(line, opened)
        void serve(line, opened)
      })
    },
  }
}
