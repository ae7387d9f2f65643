import { Composer, Context, type MiddlewareFn } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import { describe, expect, it } from 'vitest'
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
