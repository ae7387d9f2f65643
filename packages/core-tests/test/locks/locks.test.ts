import { createLocks, createPostgresLocks, type Locks } from '@bazaar/core/locks'
import { connectRedis } from '@bazaar/core/redis'
import { describe, expect, it, vi } from 'vitest'
import { db, log, nowhere, redis, useStores, withOwnRedis, withRedis } from '../redis/use-stores.ts'

useStores()

/** Blocks the event loop, like a long garbage collection or a paused machine. */
function stall(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

describe.each([
  ['PostgreSQL', true, () => createPostgresLocks(db)],
  ['Redis', withRedis, () => createLocks({ redis, db: nowhere })],
] as const)('locks in %s', (name, available, create: () => Locks) => {
  it.runIf(available)('excludes others until it is released', async () => {
    const locks = create()
    const held = await locks.acquire(`${name}:one`, { ttlMs: 1_000 })
    expect(held).toBeDefined()
    expect(await locks.acquire(`${name}:one`, { ttlMs: 1_000 })).toBeUndefined()
    expect(await locks.acquire(`${name}:other`, { ttlMs: 1_000 })).toBeDefined()
    await held?.release()
    const next = await locks.acquire(`${name}:one`, { ttlMs: 1_000 })
    expect(next).toBeDefined()
    await next?.release()
  })

  it.runIf(available)('lets waiters in one after another', async () => {
    const locks = create()
    let inside = 0
    let most = 0
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        locks.withLock(`${name}:queue`, { ttlMs: 2_000, waitMs: 10_000 }, async () => {
          most = Math.max(most, ++inside)
          await new Promise((resolve) => setTimeout(resolve, 5))
          inside--
          return true
        }),
      ),
    )
    expect(results.every((result) => result?.value)).toBe(true)
    expect(most).toBe(1)
  })

  it.runIf(available)('extends itself while it is held', async () => {
    const locks = create()
    const held = await locks.acquire(`${name}:long`, { ttlMs: 1_000 })
    // The lock would have run out in the meantime.
    const refused = await locks.acquire(`${name}:long`, { ttlMs: 1_000, waitMs: 2_500 })
    expect(refused).toBeUndefined()
    expect(held?.signal.aborted).toBe(false)
    await held?.release()
  })

  it.runIf(available)('tells a holder that stalled, and does not let it free its successor', async () => {
    const locks = create()
    const held = await locks.acquire(`${name}:stalled`, { ttlMs: 100 })
    stall(150)
    const successor = await locks.acquire(`${name}:stalled`, { ttlMs: 60_000, waitMs: 10_000 })
    expect(successor).toBeDefined()
    await vi.waitFor(() => expect(held?.signal.aborted).toBe(true), { timeout: 30_000 })
    expect(held?.signal.reason).toMatchObject({ name: 'LockLostError' })
    await held?.release()
    expect(await locks.acquire(`${name}:stalled`, { ttlMs: 100 })).toBeUndefined()
    await successor?.release()
  })
})

describe.runIf(withRedis)('locks when Redis goes away', () => {
  it('moves to PostgreSQL after kill -9, tells the holder, and comes back', () =>
    withOwnRedis(async (own, connections) => {
      const locks = createLocks({ redis: connections, db })
      expect(connections.health()).toEqual({ configured: true, state: 'ok' })
      const held = await locks.acquire('failover', { ttlMs: 400 })
      await own.kill()

      await vi.waitFor(() => expect(held?.signal.aborted).toBe(true), { timeout: 30_000 })
      expect(connections.health().state).toBe('degraded')
      const other = await locks.acquire('failover', { ttlMs: 1_000 })
      expect(other).toBeDefined()
      expect((await db.pool.query('SELECT 1 FROM core_lock WHERE key = $1', ['failover'])).rowCount).toBe(1)
      await other?.release()

      await own.restart()
      await vi.waitFor(() => expect(connections.health().state).toBe('ok'), { timeout: 30_000 })
      const again = await locks.acquire('back', { ttlMs: 1_000 })
      expect((await db.pool.query('SELECT 1 FROM core_lock WHERE key = $1', ['back'])).rowCount).toBe(0)
      expect(await createLocks({ redis: connections, db: nowhere }).acquire('back', { ttlMs: 1_000 })).toBeUndefined()
      await again?.release()
    }))

  it('does not make everybody wait for a Redis that hangs', () =>
    withOwnRedis(async (own, connections) => {
      const locks = createLocks({ redis: connections, db })
      await (await locks.acquire('warm', { ttlMs: 1_000 }))?.release()
      own.freeze()
      // Forty commands that each waited for their timeout would take 10 s; one or two of them do.
      const startedAt = performance.now()
      for (let at = 0; at < 20; at++) await (await locks.acquire(`hang:${at}`, { ttlMs: 1_000 }))?.release()
      expect(performance.now() - startedAt).toBeLessThan(9_000)
      own.thaw()
      await vi.waitFor(() => expect(connections.health().state).toBe('ok'), { timeout: 30_000 })
    }))

  it('boots without a reachable Redis', async () => {
    const connections = await connectRedis({ url: 'redis://127.0.0.1:1', log })
    const held = await createLocks({ redis: connections, db }).acquire('no-redis', { ttlMs: 1_000 })
    expect(held).toBeDefined()
    await held?.release()
    await connections.close()
  })
})
