import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSemaphore } from './index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const refusal = () => new Error('full')

/** Work that goes on until it is let go. */
function createWork() {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  return {
    of: (name: string) => () => {
      began.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    },
    end: (name: string) => ends.get(name)?.(),
    /** What began, in order. */
    async seen() {
      await vi.advanceTimersByTimeAsync(0)
      return began
    },
  }
}

it('lets in what fits, in order of arrival: small work does not overtake large work for ever', async () => {
  const semaphore = createSemaphore({ room: 10, waitMs: 1_000, refusal })
  const work = createWork()
  const first = semaphore.run(work.of('six'), 6)
  void semaphore.run(work.of('eight'), 8)
  void semaphore.run(work.of('one'), 1)
  expect(await work.seen()).toEqual(['six'])
  work.end('six')
  expect(await first).toBe('six')
  expect(await work.seen()).toEqual(['six', 'eight', 'one'])
})

it('runs what is larger than all the room alone', async () => {
  const semaphore = createSemaphore({ room: 10, waitMs: 1_000, refusal })
  const work = createWork()
  void semaphore.run(work.of('small'), 1)
  void semaphore.run(work.of('huge'), 50)
  void semaphore.run(work.of('next'), 1)
  expect(await work.seen()).toEqual(['small'])
  work.end('small')
  expect(await work.seen()).toEqual(['small', 'huge'])
  work.end('huge')
  expect(await work.seen()).toEqual(['small', 'huge', 'next'])
})

it('refuses who waited too long, and lets in who stood behind', async () => {
  const semaphore = createSemaphore({ room: 10, waitMs: 1_000, refusal })
  const work = createWork()
  void semaphore.run(work.of('nine'), 9)
  const refused = expect(semaphore.run(work.of('ten'), 10)).rejects.toThrow('full')
  await vi.advanceTimersByTimeAsync(500)
  void semaphore.run(work.of('one'), 1)
  expect(await work.seen()).toEqual(['nine'])
  await vi.advanceTimersByTimeAsync(500)
  await refused
  expect(await work.seen()).toEqual(['nine', 'one'])
})

it('refuses at once when enough wait already', async () => {
  const semaphore = createSemaphore({ room: 1, waitMs: 1_000, maxWaiting: 1, refusal })
  const work = createWork()
  void semaphore.run(work.of('first'))
  void semaphore.run(work.of('second'))
  await work.seen()
  await expect(semaphore.run(work.of('third'))).rejects.toThrow('full')
  work.end('first')
  expect(await work.seen()).toEqual(['first', 'second'])
})

it('gives the room of work that failed to the next', async () => {
  const semaphore = createSemaphore({ room: 1, waitMs: 1_000, refusal })
  await expect(semaphore.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await semaphore.run(async () => 'fine')).toBe('fine')
})
