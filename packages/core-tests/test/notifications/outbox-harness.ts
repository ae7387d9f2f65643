import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Clock } from '@bazaar/core/clock'
import { createKeyring } from '@bazaar/core/crypto'
import { createDb } from '@bazaar/core/db'
import { createLocalFiles, type Files } from '@bazaar/core/files'
import { createTexts } from '@bazaar/core/i18n'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import {
  createNotifications,
  createSender,
  type NotificationIntent,
  type SenderOptions,
  type Topic,
} from '@bazaar/core/notifications'
import { createOutgoingPhotos, createTelegramIds } from '@bazaar/core/photos'
import { createSendBudget, createTelegramCall, createWire, type SendBudgetOptions } from '@bazaar/core/telegram'

const secret = Buffer.alloc(32, 7)

export const texts = createTexts(
  (['en', 'ru'] as const).map((locale) => ({
    locale,
    origin: 'test',
    fluent: 'test-message = { $text }\ntest-button = Again',
  })),
)

/** Retries at once and looks again at once, so that tests are quick. */
export const quickTiming = { backoffMs: () => 20, pollMs: 50, leaderTtlMs: 2_500, leaseMs: 5_000 }
export const quickBudget = { perSecond: 5_000, perChatMs: 0, perGroupMinute: 10_000 }

export interface HarnessOptions {
  readonly url: string
  readonly apiRoot: string
  readonly token?: string
  readonly topics: readonly Topic[]
  readonly clock: Clock
  readonly budget?: SendBudgetOptions
  /** Where pictures lie; without it, no picture is there. */
  readonly files?: Files
  readonly sender?: Partial<SenderOptions>
}

/** One process's share of the notification engine, on a real database and a server that speaks the Bot API. */
export function createOutbox(options: HarnessOptions) {
  const { clock, topics } = options
  const db = createDb({ url: options.url, poolSize: 6, applicationName: 'outbox-test' })
  const keyring = createKeyring({ keys: [{ id: 'a', secret }] })
  const wire = createWire()
  const log = createLogger({ level: process.env.TEST_LOG ? 'debug' : 'silent' })
  const files = options.files ?? createLocalFiles(path.join(tmpdir(), 'bazaar-no-pictures'))
  const startLink = async (payload: string) => `https://t.me/test_bot?start=${payload}`
  const budget = createSendBudget(options.budget ?? quickBudget)
  const sender = createSender({
    db,
    clock,
    keyring,
    topics,
    texts,
    budget,
    log,
    metrics: createMetrics(),
    call: createTelegramCall({ token: options.token ?? '1:test', apiRoot: options.apiRoot, wire, timeoutMs: 3_000 }),
    photos: createOutgoingPhotos({ files, ids: createTelegramIds(db, 1n), log, startLink }),
    signKeyboard: (chatId, { inline_keyboard }) => ({
      inline_keyboard: inline_keyboard.map((row) =>
        row.map((button) =>
          'callback_data' in button ? { ...button, callback_data: `${chatId}|${button.callback_data}` } : button,
        ),
      ),
    }),
    readerOf: async () => ({ locale: 'en', timeZone: 'UTC' }),
    timing: quickTiming,
    ...options.sender,
  })
  return {
    db,
    budget,
    sender,
    notifications: createNotifications({ topics: () => topics, keyring, clock }),
    async close() {
      await sender.stop()
      budget.close()
      wire.close()
      await db.close()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>

export const message = (text: string) => ({ text: { key: 'test-message', params: { text } } })

let entities = 0
/** An intent of its own, to chat 1 unless told. */
export function buildIntent(topic: string, text: string, more: Partial<NotificationIntent> = {}): NotificationIntent {
  return { topic, chatId: 1n, entity: `e${++entities}`, transition: 'happened', content: message(text), ...more }
}
