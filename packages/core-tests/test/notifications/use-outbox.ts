import type { Topic } from '@bazaar/core/notifications'
import { createFakeClock, createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { buildIntent, createOutbox, type HarnessOptions, type Outbox } from './outbox-harness.ts'
import { type ScriptedTelegram, startScriptedTelegram } from './scripted-telegram.ts'

type OutboxOptions = Partial<HarnessOptions> & { readonly topics: readonly Topic[] }

/** Business time of the file's tests. */
export const clock = createFakeClock(new Date())
/** One for the file. */
export let database: TestDatabase
export let telegram: ScriptedTelegram
/** A new one for each test. */
export let outbox: Outbox
let usual: OutboxOptions

const open = (options: OutboxOptions): Outbox =>
  createOutbox({ url: database.url, apiRoot: telegram.apiRoot, clock, ...options })

/** Gives the tests of a file a database, a scripted Telegram, and each of them an outbox that is empty. */
export function useOutbox(options: OutboxOptions): void {
  usual = options
  beforeAll(async () => {
    database = await createTestDatabase()
    telegram = await startScriptedTelegram()
  })
  afterAll(async () => {
    await telegram.stop()
    await database.drop()
  })
  beforeEach(async () => {
    outbox = open(usual)
    // Not before the last one was closed: it would deadlock with a sender that is still at work, whose leadership then stays.
    await outbox.db.pool.query('TRUNCATE core_notification, core_telegram_file CASCADE')
  })
  afterEach(async () => {
    await outbox.close()
    telegram.reset()
  })
}

/** A second process beside the first, to be closed by the test. */
export const openAnother = (changed: Partial<OutboxOptions> = {}): Outbox => open({ ...usual, ...changed })

/** Another process takes over what is there, with other options if told. */
export async function reopen(changed: Partial<OutboxOptions> = {}): Promise<void> {
  await outbox.close()
  outbox = open({ ...usual, ...changed })
}

export const emit = (...args: Parameters<typeof buildIntent>) =>
  outbox.db.tx((tx) => outbox.notifications.emit(tx, buildIntent(...args)))

/** Drains until everything that comes back to wait is finished too. */
export async function drainAll(): Promise<void> {
  await vi.waitFor(
    async () => {
      await outbox.sender.drain()
      const { rows } = await outbox.db.pool.query(`SELECT 1 FROM core_delivery WHERE state IN ('pending', 'sending')`)
      expect(rows).toHaveLength(0)
    },
    { timeout: 10_000, interval: 20 },
  )
}
