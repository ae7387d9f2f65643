import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Topic } from '@bazaar/core/notifications'
import { createFakeClock, createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildIntent, createOutbox, type Outbox } from '../notifications/outbox-harness.ts'
import { type Call, refuse, type ScriptedTelegram, startScriptedTelegram } from '../notifications/scripted-telegram.ts'

const maxInFlight = 64
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const clock = createFakeClock(new Date())
let database: TestDatabase
let telegram: ScriptedTelegram

beforeAll(async () => {
  database = await createTestDatabase()
  telegram = await startScriptedTelegram()
})
afterAll(async () => {
  await telegram.stop()
  await database.drop()
})
beforeEach(() => telegram.reset())

const slowly = (ms: number) => telegram.script(() => new Promise((resolve) => setTimeout(resolve, ms, undefined)))

function startProcess(errsOn: Topic['errsOn']): ChildProcess {
  const file = fileURLToPath(new URL('sender-process.ts', import.meta.url))
  return spawn(process.execPath, [file, database.url, telegram.apiRoot, errsOn], {
    cwd: root,
    stdio: 'inherit',
  })
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

function openOutbox(errsOn: Topic['errsOn']): Outbox {
  const topics: readonly Topic[] = [{ id: 'test-crash', lane: 'alert', errsOn }]
  return createOutbox({ url: database.url, apiRoot: telegram.apiRoot, topics, clock })
}

function countByText(calls: readonly Call[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of calls) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

async function emitNumbered(outbox: Outbox, total: number): Promise<void> {
  await outbox.db.pool.query('TRUNCATE core_notification CASCADE')
  const intents = Array.from({ length: total }, (_, n) =>
    buildIntent('test-crash', `m${n}`, { chatId: BigInt(1 + (n % 100)) }),
  )
  await outbox.db.tx((tx) => outbox.notifications.emitMany(tx, intents))
}

const readStates = async (outbox: Outbox) =>
  (await outbox.db.pool.query<{ state: string }>('SELECT state FROM core_delivery')).rows.map(({ state }) => state)

describe('kill -9 in the middle of 500 messages', () => {
  it.each(['duplicate', 'loss'] as const)('errs on the side of %s', { timeout: 120_000 }, async (errsOn) => {
    const outbox = openOutbox(errsOn)
    await emitNumbered(outbox, 500)
    slowly(30)
    const first = startProcess(errsOn)
    await vi.waitFor(() => expect(telegram.executed.length).toBeGreaterThan(200), { timeout: 50_000, interval: 5 })
    await kill(first)
    const second = startProcess(errsOn)
    try {
      await vi.waitFor(
        async () => {
          const states = await readStates(outbox)
          expect(states.filter((state) => state === 'pending' || state === 'sending')).toEqual([])
        },
        { timeout: 50_000, interval: 100 },
      )
    } finally {
      await kill(second)
    }
    const states = await readStates(outbox)
    await outbox.close()

    const counts = countByText(telegram.executed)
    const doubled = telegram.executed.length - counts.size
    const uncertain = states.filter((state) => state === 'uncertain').length
    if (errsOn === 'duplicate') {
      expect(counts.size).toBe(500)
      expect(doubled).toBeLessThanOrEqual(maxInFlight)
      expect(new Set(states)).toEqual(new Set(['sent']))
    } else {
      expect(doubled).toBe(0)
      expect(500 - counts.size).toBeLessThanOrEqual(uncertain)
      expect(uncertain).toBeLessThanOrEqual(maxInFlight)
    }
    // The order within every chat survived (repeats of one message apart).
    for (let chat = 1; chat <= 100; chat++) {
      const numbers = telegram.executed.filter(({ chatId }) => chatId === chat).map(({ text }) => Number(text.slice(1)))
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    }
  })
})

describe('two senders', () => {
  it('one leads; the other takes over when it stops, and nothing is doubled', { timeout: 120_000 }, async () => {
    const outboxes = [openOutbox('duplicate'), openOutbox('duplicate')] as const
    try {
      await emitNumbered(outboxes[0], 1_500)
      // Long enough that the first one cannot be through before it is stopped: 64 at a time, a second each.
      slowly(1_000)
      outboxes[0].sender.start()
      await vi.waitFor(() => expect(telegram.executed.length).toBeGreaterThan(0), { interval: 5, timeout: 30_000 })
      outboxes[1].sender.start()
      // Only the leader may send: the second one does not get the lead.
      expect(await outboxes[1].sender.drain({ until: new Date(Date.now() + 50) })).toMatchObject({
        led: false,
        sent: 0,
      })
      slowly(10)
      await outboxes[0].sender.stop()
      const before = telegram.executed.length
      expect(before).toBeLessThan(1_500)
      await vi.waitFor(() => expect(telegram.executed).toHaveLength(1_500), { timeout: 50_000 })
      expect(countByText(telegram.executed).size).toBe(1_500)
      await outboxes[1].sender.stop()
      expect(new Set(await readStates(outboxes[1]))).toEqual(new Set(['sent']))
    } finally {
      for (const outbox of outboxes) await outbox.close()
    }
  })
})

it('survives losing every database connection in the middle, without losing or doubling a message', async () => {
  const outbox = openOutbox('duplicate')
  try {
    await emitNumbered(outbox, 400)
    slowly(10)
    outbox.sender.start()
    for (let cut = 1; cut <= 4; cut++) {
      await vi.waitFor(() => expect(telegram.executed.length).toBeGreaterThan(cut * 60), {
        timeout: 30_000,
        interval: 5,
      })
      await outbox.db.pool
        .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()')
        .catch(() => undefined)
    }
    await vi.waitFor(async () => expect(new Set(await readStates(outbox))).toEqual(new Set(['sent'])), {
      timeout: 60_000,
    })
    expect(telegram.executed).toHaveLength(400)
    expect(countByText(telegram.executed).size).toBe(400)
  } finally {
    await outbox.close()
  }
}, 120_000)

it('kill -9 while 300 cards become receipts: each code stands in its card, once', { timeout: 120_000 }, async () => {
  const outbox = openOutbox('duplicate')
  await outbox.db.pool.query('TRUNCATE core_notification CASCADE')
  const card = 7
  const intents = Array.from({ length: 300 }, (_, n) =>
    buildIntent('test-crash', `code ${n}`, { chatId: BigInt(1 + n), onto: { id: card } }),
  )
  await outbox.db.tx((tx) => outbox.notifications.emitMany(tx, intents))
  const shown = new Map<number, string>()
  telegram.script(async ({ method, chatId, text }) => {
    await new Promise((resolve) => setTimeout(resolve, 30))
    if (method !== 'editMessageText') return undefined
    if (shown.get(chatId) === text) return refuse.badRequest('message is not modified: specified new message content …')
    shown.set(chatId, text)
    return undefined
  })
  const first = startProcess('duplicate')
  await vi.waitFor(() => expect(telegram.executed.length).toBeGreaterThan(100), { timeout: 50_000, interval: 5 })
  await kill(first)
  const second = startProcess('duplicate')
  try {
    await vi.waitFor(async () => expect(new Set(await readStates(outbox))).toEqual(new Set(['sent'])), {
      timeout: 50_000,
      interval: 100,
    })
  } finally {
    await kill(second)
    await outbox.close()
  }
  expect(telegram.executed.filter(({ method }) => method !== 'editMessageText')).toEqual([])
  expect(shown).toEqual(new Map(intents.map(({ chatId }, n) => [Number(chatId), `code ${n}`])))
})
