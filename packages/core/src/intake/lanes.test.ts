import { describe, expect, it } from 'vitest'
import { createLanes, type Lanes, LanesClosedError } from './lanes.ts'

/** Work by name that runs until it is ended. */
function watch(lanes: Lanes) {
  const seen: string[] = []
  const ends = new Map<string, () => void>()
  const started: Promise<unknown>[] = []
  return {
    seen,
    start(name: string, ...keys: string[]): void {
      const work = async (): Promise<void> => {
        seen.push(name)
        await new Promise<void>((resolve) => ends.set(name, resolve))
        if (name.endsWith('!')) throw new Error(`${name} failed`)
      }
      started.push(lanes.run(keys, work).catch(() => seen.push(`${name} failed`)))
    },
    async end(name: string): Promise<void> {
      ends.get(name)?.()
      await turn()
    },
    all: () => Promise.all(started),
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function isPending(work: Promise<unknown>): Promise<boolean> {
  let pending = true
  void work.then(() => (pending = false))
  await turn()
  return pending
}

describe('lanes', () => {
  it('run what shares a key one after another, also after a failure, and the rest side by side', async () => {
    const { seen, start, end, all } = watch(createLanes())
    start('a1!', 'a')
    start('a2', 'a', 'b')
    start('b1', 'b')
    start('c1', 'c')
    start('none')
    await turn()
    expect(seen).toEqual(['a1!', 'c1', 'none'])
    for (const name of ['a1!', 'c1', 'none', 'a2', 'b1']) await end(name)
    await all()
    expect(seen).toEqual(['a1!', 'c1', 'none', 'a1! failed', 'a2', 'b1'])
  })

  it('give no slot to what waits for its turn', async () => {
    const { seen, start, end, all } = watch(createLanes({ slots: 2 }))
    for (let n = 0; n < 50; n += 1) start(`a${n}`, 'a')
    start('b', 'b')
    start('c', 'c')
    await turn()
    expect(seen).toEqual(['a0', 'b'])
    await end('b')
    expect(seen).toEqual(['a0', 'b', 'c'])
    await end('c')
    for (let n = 0; n < 50; n += 1) await end(`a${n}`)
    await all()
    expect(seen).toHaveLength(52)
  })

  it('are full when too much is in one of them, until something ends', async () => {
    const lanes = createLanes({ perKey: 2 })
    const { start, end } = watch(lanes)
    start('a1', 'a')
    start('a2', 'a', 'b')
    expect([lanes.isFull(['a']), lanes.isFull(['b']), lanes.isFull(['c', 'a']), lanes.isFull([])]).toEqual([
      true,
      false,
      true,
      false,
    ])
    await turn()
    await end('a1')
    expect(lanes.isFull(['a'])).toBe(false)
  })

  it('let others run while something waits aside', async () => {
    const lanes = createLanes({ slots: 1 })
    const { seen, start, end } = watch(lanes)
    const waits = lanes.run(['a'], () => lanes.pause(50))
    start('a2', 'a')
    start('b', 'b')
    await turn()
    expect(seen).toEqual(['b'])
    await waits
    await end('b')
    expect(seen).toEqual(['b', 'a2'])
    await end('a2')
    expect(await isPending(lanes.room())).toBe(false)
  })

  it('begin nothing and let nothing wait once they are closed, and do not break off what runs', async () => {
    const lanes = createLanes()
    const { seen, start, end, all } = watch(lanes)
    start('a1', 'a')
    start('a2', 'a')
    const waits = lanes.run(['b'], () => lanes.pause(3_600_000))
    await turn()
    lanes.close()
    start('c', 'c')
    await expect(waits).rejects.toThrow(LanesClosedError)
    await end('a1')
    await all()
    expect(seen.toSorted()).toEqual(['a1', 'a2 failed', 'c failed'])
  })

  it('have room while every slot is taken, where that is wanted, until too much waits', async () => {
    const lanes = createLanes({ slots: 1, waiting: 1, fetchesOn: true })
    const { start, end } = watch(lanes)
    start('a1', 'a')
    expect(await isPending(lanes.room())).toBe(false)
    start('b1', 'b')
    const crowded = lanes.room()
    expect(await isPending(crowded)).toBe(true)
    await end('a1')
    await crowded
  })

  it('have no room while every slot is taken or too much waits', async () => {
    const lanes = createLanes({ slots: 2, waiting: 2 })
    const { start, end } = watch(lanes)
    expect(await isPending(lanes.room())).toBe(false)
    start('a1', 'a')
    start('b1', 'b')
    const taken = lanes.room()
    expect(await isPending(taken)).toBe(true)
    await end('b1')
    await taken
    start('a2', 'a')
    start('a3', 'a')
    const crowded = lanes.room()
    expect(await isPending(crowded)).toBe(true)
    await end('a1')
    await crowded
  })
})
