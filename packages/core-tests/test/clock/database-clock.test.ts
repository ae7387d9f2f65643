import { advanceClock, createDatabaseClock } from '@bazaar/core/clock'
import { createDb, createListener } from '@bazaar/core/db'
import { createLogger } from '@bazaar/core/log'
import { createTestDatabase } from '@bazaar/testing'
import { expect, it, vi } from 'vitest'

const log = createLogger({ level: 'silent' })

it('follows the database, hears an advanced clock, and survives a lost listening connection', async () => {
  const database = await createTestDatabase()
  const db = createDb({ url: database.url, poolSize: 3, applicationName: 'clock' })
  const listener = await createListener({ url: database.url, log })
  const clock = await createDatabaseClock({ db, log, listener })
  try {
    const { rows } = await db.pool.query<{ now: Date }>('SELECT clock_timestamp() AS now')
    expect(Math.abs(clock.now().getTime() - (rows[0]?.now.getTime() ?? 0))).toBeLessThan(5_000)
    expect(clock.offsetMs).toBe(0)

    const jumped = vi.fn()
    clock.onJump(jumped)
    expect(await advanceClock(db, 3_600_000)).toBe(3_600_000)
    await vi.waitFor(() => expect(jumped).toHaveBeenCalledOnce(), { timeout: 30_000 })
    expect(clock.now().getTime() - Date.now()).toBeGreaterThan(3_599_000)

    await db.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bazaar-listener' AND datname = current_database()",
    )
    await advanceClock(db, 1_000)
    await vi.waitFor(() => expect(clock.offsetMs).toBe(3_601_000), { timeout: 30_000 })
    await advanceClock(db, 1_000)
    await vi.waitFor(() => expect(clock.offsetMs).toBe(3_602_000), { timeout: 30_000 })
    await expect(advanceClock(db, -1)).rejects.toThrow('positive')
  } finally {
    await clock.close()
    await listener.close()
    await db.close()
    await database.drop()
  }
})
