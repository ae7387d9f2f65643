import { createDb } from '@bazaar/core/db'
import { createLimits } from '@bazaar/core/limits'
import type { Topic } from '@bazaar/core/notifications'
import { createSharedBudget, createTelegramCall } from '@bazaar/core/telegram'
import { type Standin, startStandin } from '@bazaar/telegram-standin'
import { createFakeClock, createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { buildIntent, createOutbox, message } from './outbox-harness.ts'

const clock = createFakeClock(new Date())
const topics: readonly Topic[] = [{ id: 'test-news', lane: 'broadcast', errsOn: 'loss' }]
let database: TestDatabase
let telegram: Standin

beforeEach(async () => {
  database = await createTestDatabase()
  telegram = await startStandin({ limits: 'measure' })
})
afterEach(async () => {
  await telegram.close()
  await database.drop()
})

/** A bot, people who started it, and a sender that has sent its first messages: cold code is slower than any limit. */
async function startNews(count: number) {
  const { token } = telegram.createBot()
  const people = Array.from({ length: count + 5 }, (_, n) => telegram.createUser({ firstName: `Person ${n}` }))
  for (const { id } of people) telegram.sendMessage(id, { text: '/start' })
  const outbox = createOutbox({ url: database.url, apiRoot: telegram.url, token, topics, clock, budget: {} })
  const emit = (to: typeof people) => {
    const content = message('News')
    const intents = to.map(({ id }) => buildIntent('test-news', '', { chatId: BigInt(id), content }))
    return outbox.db.tx((tx) => outbox.notifications.emitMany(tx, intents))
  }
  telegram.resetStats()
  outbox.sender.start()
  await emit(people.splice(0, 5))
  await vi.waitFor(() => expect(telegram.sends()).toHaveLength(5), { timeout: 30_000 })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  telegram.resetStats()
  return { outbox, token, people, emit }
}

it('runs at the limit, never above it', async () => {
  const { outbox, people, emit } = await startNews(120)
  try {
    await emit(people)
    await vi.waitFor(() => expect(telegram.sends()).toHaveLength(120), { timeout: 30_000, interval: 10 })
    const { peak_per_second } = telegram.stats()
    expect(peak_per_second).toBeLessThanOrEqual(30)
    expect(peak_per_second).toBeGreaterThanOrEqual(25)
  } finally {
    await outbox.close()
  }
})

it('gives way to replies', async () => {
  const { outbox, people, token, emit } = await startNews(100)
  const reply = createTelegramCall({ token, apiRoot: telegram.url })
  try {
    await emit(people)
    for (let n = 0; n < 30; n++) {
      const chatId = people[n]?.id ?? 0
      const answered = outbox.budget.recordReply(BigInt(chatId))
      expect(await reply('sendMessage', { chat_id: chatId, text: 'A reply' })).toMatchObject({ kind: 'sent' })
      answered()
      await new Promise((resolve) => setTimeout(resolve, 80))
    }
    // Some 12 replies and 29 broadcasts a second would be 41.
    expect(telegram.stats().peak_per_second).toBeLessThanOrEqual(33)
  } finally {
    await outbox.close()
  }
})

it('sends one chat at most one message a second', async () => {
  const { token } = telegram.createBot()
  const { id } = telegram.createUser({ firstName: 'Anna' })
  telegram.sendMessage(id, { text: '/start' })
  telegram.resetStats()
  const outbox = createOutbox({ url: database.url, apiRoot: telegram.url, token, topics, clock, budget: {} })
  try {
    const intents = ['one', 'two', 'three'].map((text) => buildIntent('test-news', text, { chatId: BigInt(id) }))
    await outbox.db.tx((tx) => outbox.notifications.emitMany(tx, intents))
    outbox.sender.start()
    await vi.waitFor(() => expect(telegram.sends(id)).toHaveLength(3), { timeout: 30_000 })
    const gaps = telegram.sends(id).map(({ at }, n, all) => at - (all[n - 1]?.at ?? at - 1_000))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(950)
  } finally {
    await outbox.close()
  }
})

it('learns what other processes of the bot send', async () => {
  const db = createDb({ url: database.url, poolSize: 2, applicationName: 'shared-budget' })
  const [mine, theirs] = [1, 2].map(() => createSharedBudget(createLimits({ db }), 7n))
  await theirs?.exchange(12, 0)
  expect(await mine?.exchange(3, 0)).toBe(12)
  expect(await theirs?.exchange(0, 12)).toBe(3)
  await db.close()
})
