import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { createHttpServer } from './index.ts'

describe('closeGracefully', () => {
  /** A route that answers when told to. */
  async function listenWithSlowRoute() {
    let release = (): void => undefined
    let entered = (): void => undefined
    const inside = new Promise<void>((resolve) => {
      entered = resolve
    })
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const server = createHttpServer({
      log: createLogger({ level: 'silent' }),
      metrics: createMetrics(),
      clock: { now: () => new Date(), offsetMs: 0, onJump: () => () => undefined },
      version: '1.2.3',
      checks: {},
      cron: {
        secret: 's',
        run: async () => {
          entered()
          await held
          return { done: true }
        },
      },
    })
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    const request = fetch(`${url}/api/cron`, { headers: { authorization: 'Bearer s' } })
    return { server, url, inside, release: () => release(), request }
  }

  it('finishes running requests, refuses new ones and does not wait for idle connections', async () => {
    const { server, url, inside, release, request } = await listenWithSlowRoute()
    const idle = connect(Number(new URL(url).port), '127.0.0.1')
    const idleEnded = new Promise((resolve) => idle.once('close', resolve))
    await new Promise((resolve) => idle.once('connect', resolve))
    await inside
    await (await fetch(`${url}/ready`)).text()
    const started = performance.now()
    const closed = server.closeGracefully(60_000)
    await expect
      .poll(() =>
        fetch(`${url}/ready`).then(
          (answer) => answer.status,
          () => 'refused',
        ),
      )
      .toBe('refused')
    release()
    const answer = await request
    expect([answer.status, await answer.json(), answer.headers.get('connection')]).toEqual([
      200,
      { done: true },
      'close',
    ])
    await closed
    await idleEnded
    expect(performance.now() - started).toBeLessThan(50_000)
  })

  it('cuts what does not end in time', async () => {
    const { server, inside, request } = await listenWithSlowRoute()
    const failed = expect(request).rejects.toThrow('fetch failed')
    await inside
    await server.closeGracefully(50)
    await failed
  })
})
