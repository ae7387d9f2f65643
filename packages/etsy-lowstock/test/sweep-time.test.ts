import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createSweep } from '../src/stock/sweep.ts'
import type { Walk } from '../src/stock/walk.ts'
import { platform, seller, useSellers } from './sellers.ts'

useSellers()

const day = 86_400_000
/** More pages than anybody could read. */
const endless: Walk = async (_shop, _state, signal) => {
  while (true) await delay(10_000, undefined, { signal })
}

async function sweepOf(state: string) {
  const { core } = platform.app
  const { shop } = await seller(state)
  const sweep = createSweep({
    ...{ db: core.db, clock: core.clock, log: core.log, walk: endless, longestMs: 1 },
    ...{ lookUp: async () => {}, interval: async () => 60 },
  })
  return (signal: AbortSignal) => sweep({ ...shop, state }, [], signal)
}

it.each(['LINKING', 'ACTIVE'])(
  '%s: what cannot be read in time ends no look, and waits for the next day',
  async (state) => {
    const sweep = await sweepOf(state)
    const swept = await sweep(new AbortController().signal)
    expect(swept).toEqual({ soldOut: undefined, sweepAt: new Date(platform.clock.now().getTime() + day) })
  },
)

it('a look that is interrupted ends there', async () => {
  const sweep = await sweepOf('ACTIVE')
  await expect(sweep(AbortSignal.abort(new Error('interrupted')))).rejects.toThrow('interrupted')
})
