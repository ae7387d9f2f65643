import {
  type BreakablePostgres,
  startBreakablePostgres,
  startTestPlatform,
  type TestPlatform,
  waitFor,
} from '@bazaar/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listOverlaps, openJournal } from './journal.ts'
import { features } from './journal-feature.ts'

let server: BreakablePostgres
let platform: TestPlatform | undefined

beforeAll(async () => {
  server = await startBreakablePostgres()
})
afterEach(async () => {
  await platform?.stop()
  platform = undefined
})
afterAll(async () => {
  await server?.stop()
})

describe.each(['polling', 'webhook'] as const)('PostgreSQL is restarted under load, by %s', (mode) => {
  it('no update is lost, and the bot answers again', async () => {
    const first = await openJournal(server.url)
    await first.query('TRUNCATE journal_entry, core_inbox')
    platform = await startTestPlatform({
      features,
      mode,
      databaseUrl: server.url,
      env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
      // A press that is handled again is answered again, and a message may be said twice.
      strict: false,
    })
    const people = Array.from({ length: 20 }, (_, index) => platform?.telegram.user(`P${mode}${index}`))
    const anna = platform.telegram.user('Anna')
    await anna.sends('say before')
    await anna.sees('You said say before')
    await first.query('TRUNCATE journal_entry')
    for (let index = 0; index < 20; index += 1) for (const person of people) await person?.sends(`work ${index}`)
    await waitFor('it is in the middle', async () => (await first.ended()) > 50)
    await first.close()
    await server.breakOff()
    for (const person of people) await person?.sends('work while it was away')
    await anna.sends('say during')
    await server.start()
    await anna.sees('You said say during', { withinMs: 60_000 })
    const journal = await openJournal(server.url)
    try {
      await waitFor('all have ended', async () => (await journal.ended()) === 20 * 21 + 1, 60_000)
      await waitFor('all are marked', async () => (await journal.unfinished()) === 0)
      // Handlers that were cut off are done again; all others ran once.
      const entries = await journal.entries()
      const begun = entries.filter(({ stage }) => stage === 'begin').length
      const total = 20 * 21 + 1
      expect(begun).toBeGreaterThanOrEqual(total)
      expect(begun).toBeLessThanOrEqual(total + 50)
      const health = await platform.operations('/health')
      expect(health.json().status).toBe('ok')
      expect(listOverlaps(entries.filter(({ text }) => text.startsWith('say')))).toEqual([])
    } finally {
      await journal.close()
    }
  })
})
