import { Composer, Context, type MiddlewareFn } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.ts'
import { createLayers } from './layers.ts'

const ctx = new Context({ update_id: 1 }, {} as Context['api'], {} as UserFromGetMe)

describe('layers', () => {
  it('run from the outside in and back, composers included', async () => {
    const seen: string[] = []
    const around =
      (name: string): MiddlewareFn =>
      async (_, next) => {
        seen.push(`${name} in`)
        await next()
        seen.push(`${name} out`)
      }
    const layers = createLayers<Context>()
    layers.use(around('a'))
    layers.use(new Composer(around('b'), around('c')))
    await layers.middleware(ctx, async () => void seen.push('next'))
    expect(seen).toEqual(['a in', 'b in', 'c in', 'next', 'c out', 'b out', 'a out'])
  })

  it('end where a layer does not call next, and carry its error outwards', async () => {
    const layers = createLayers<Context>()
    const caught: unknown[] = []
    layers.use((_, next) => next().catch((error: unknown) => void caught.push(error)))
    layers.use(() => {
      throw new Error('wires are crossed')
    })
    layers.use(() => void caught.push('reached'))
    // A layer that throws before its first await must look like any other failure.
    await layers.middleware(ctx, async () => undefined)
    expect(caught).toEqual([new Error('wires are crossed')])
  })

  it('refuse a second next()', async () => {
    const layers = createLayers<Context>()
    layers.use(async (_, next) => {
      await next()
      await next()
    })
    await expect(layers.middleware(ctx, async () => undefined)).rejects.toThrow('twice')
  })
})

describe('inOrder', () => {
  it('handles what shares a key one after another, also after a failure, and the rest side by side', async () => {
    const seen: string[] = []
    const ends: (() => void)[] = []
    const keys = new Map<Context, readonly string[]>()
    const ordered = inOrder<Context>((one) => keys.get(one) ?? [])
    const start = (name: string, ...own: string[]): Promise<unknown> => {
      const one = new Context({ update_id: 1 }, {} as Context['api'], {} as UserFromGetMe)
      keys.set(one, own)
      const work = async (): Promise<void> => {
        seen.push(name)
        await new Promise<void>((resolve) => ends.push(resolve))
        if (name === 'a1') throw new Error('a1 failed')
      }
      return Promise.resolve(ordered(one, work)).catch(() => seen.push(`${name} failed`))
    }
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
    const all = [start('a1', 'a'), start('a2', 'a', 'b'), start('b1', 'b'), start('c1', 'c')]
    await turn()
    expect(seen).toEqual(['a1', 'c1'])
    for (let at = 0; at < 4; at++) {
      ends[at]?.()
      await turn()
    }
    await Promise.all(all)
    expect(seen).toEqual(['a1', 'c1', 'a1 failed', 'a2', 'b1'])
  })
})
