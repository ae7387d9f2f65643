import { createServer } from 'node:http'
import type { Clock } from '@bazaar/core/clock'
import { createKeyring } from '@bazaar/core/crypto'
import { createDb, createListener, type Db } from '@bazaar/core/db'
import { createTexts } from '@bazaar/core/i18n'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { createNotifications, createSender, type NotificationIntent, type Topic } from '@bazaar/core/notifications'
import { createSendBudget, createTelegramCall } from '@bazaar/core/telegram'
import { createTestDatabase } from '@bazaar/testing'
import { setup } from '@bazaar/testing/setup'

const topics: readonly Topic[] = [
  { id: 'bench-news', lane: 'broadcast', errsOn: 'loss' },
  { id: 'bench-code', lane: 'reservation', errsOn: 'duplicate' },
]
const clock: Clock = { now: () => new Date(), offsetMs: 0, onJump: () => () => undefined }
const log = createLogger({ level: 'warn' })
const keyring = createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 1) }] })
const content = { text: { key: 'bench-text' } }

/** Accepts every call and tells `onCall` the chat. */
async function startSink(onCall: (chatId: number) => void) {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const parsed: { chat_id: number } = JSON.parse(body)
      onCall(parsed.chat_id)
      response.end('{"ok":true,"result":{"message_id":1}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0

async function enqueue(db: Db, rows: number): Promise<number> {
  const notifications = createNotifications({ topics: () => topics, keyring, clock })
  const startedAt = performance.now()
  const perTransaction = 50_000
  for (let start = 0; start < rows; start += perTransaction) {
    const intents = Array.from({ length: Math.min(perTransaction, rows - start) }, (_, n): NotificationIntent => {
      const chatId = BigInt(start + n + 1)
      return { topic: 'bench-news', chatId, userId: chatId, entity: 'news1', transition: 'published', content }
    })
    await db.tx((tx) => notifications.emitMany(tx, intents))
  }
  return performance.now() - startedAt
}

/** Commits urgent messages in the middle of the broadcast and measures until they arrive. */
async function overtake(db: Db, waitFor: (chatId: number) => Promise<number>, times: number): Promise<number[]> {
  const notifications = createNotifications({ topics: () => topics, keyring, clock })
  const delays: number[] = []
  for (let n = 0; n < times; n++) {
    const chatId = 1_000_000_000 + n
    const arrived = waitFor(chatId)
    const intent = { topic: 'bench-code', chatId: BigInt(chatId), entity: `o${n}`, transition: 'reserved', content }
    await db.tx((tx) => notifications.emit(tx, intent))
    const committedAt = performance.now()
    delays.push((await arrived) - committedAt)
  }
  return delays.sort((a, b) => a - b)
}

/**
 * Enqueues a broadcast (one million rows unless the argument says otherwise), then sends it at 29/s and lets urgent
 * messages overtake it.
 */
export async function run(args: readonly string[] = []): Promise<object> {
  const rows = Number(args[0] ?? 1_000_000)
  const teardown = await setup()
  const database = await createTestDatabase()
  const claims: number[] = []
  const onSlowQuery = ({ sql, ms }: { sql: string; ms: number }) => {
    if (sql.includes('SKIP LOCKED')) claims.push(ms)
  }
  const options = { url: database.url, poolSize: 5, applicationName: 'bench', slowMs: 0, onSlowQuery }
  const db = createDb(options)
  const listener = await createListener({ url: database.url, log })
  const waiting = new Map<number, (at: number) => void>()
  const sink = await startSink((chatId) => waiting.get(chatId)?.(performance.now()))
  const budget = createSendBudget()
  const sender = createSender({
    db,
    clock,
    keyring,
    topics,
    listener,
    budget,
    log,
    metrics: createMetrics(),
    texts: createTexts(
      (['en', 'ru'] as const).map((locale) => ({ locale, origin: 'bench', fluent: 'bench-text = Hi' })),
    ),
    call: createTelegramCall({ token: '1:bench', apiRoot: sink.url }),
    photos: {
      open: async () => {
        throw new Error('no message here has a picture')
      },
    },
    signKeyboard: (_chatId, markup) => markup,
    readerOf: async () => ({ locale: 'en', timeZone: 'UTC' }),
  })
  try {
    const enqueueMs = await enqueue(db, rows)
    sender.start()
    const arrival = (chatId: number) => new Promise<number>((resolve) => waiting.set(chatId, resolve))
    const delays = await overtake(db, arrival, 50)
    claims.sort((a, b) => a - b)
    return {
      rows,
      enqueueMs: Math.round(enqueueMs),
      enqueuePerSecond: Math.round(rows / (enqueueMs / 1000)),
      claims: claims.length,
      claimP50Ms: percentile(claims, 0.5),
      claimP99Ms: percentile(claims, 0.99),
      overtakeP50Ms: Math.round(percentile(delays, 0.5)),
      overtakeMaxMs: Math.round(percentile(delays, 1)),
    }
  } finally {
    await sender.stop()
    await listener.close()
    sink.close()
    await db.close()
    await database.drop()
    await teardown()
  }
}
