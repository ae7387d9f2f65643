import { createDb } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type BreakablePostgres, createFakeClock, startBreakablePostgres, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { judgeWork } from './ledger-judge.ts'
import { openWork } from './ledger-work.ts'

const lanes = 4
let server: BreakablePostgres

beforeAll(async () => {
  server = await startBreakablePostgres()
})
afterAll(async () => {
  await server?.stop()
})

it('PostgreSQL breaks off 5 times in the middle of postings: all that was acknowledged is there, once, and was told', async () => {
  const books = openWork(server.url, createFakeClock())
  const acknowledged: string[] = []
  const failures: unknown[] = []
  let isOver = false
  /** Asks again for what was not acknowledged, as whoever was cut off does. */
  async function runLane(lane: number): Promise<void> {
    for (let number = 0; !isOver; ) {
      try {
        await books.work(`${lane}-${number}`)
        acknowledged.push(`${lane}-${number}`)
        number += 1
      } catch (error) {
        failures.push(error)
      }
    }
  }
  const work = Array.from({ length: lanes }, (_, lane) => runLane(lane))
  try {
    for (let restart = 0; restart < 5; restart += 1) {
      const before = acknowledged.length
      await waitFor('it is in the middle', () => acknowledged.length > before + 40, 60_000)
      await server.breakOff()
      await server.start()
    }
    const before = acknowledged.length
    await waitFor('it goes on', () => acknowledged.length > before + 40, 60_000)
  } finally {
    isOver = true
    await Promise.all(work)
    await books.close()
  }
  expect(failures.length).toBeGreaterThan(0)
  // Whoever asks again is never refused.
  expect(failures.filter((error) => error instanceof AppError || String(error).includes('duplicate key'))).toEqual([])
  const db = createDb({ url: server.url, poolSize: 2, applicationName: 'judge' })
  await judgeWork(db, acknowledged)
  await db.close()
})
