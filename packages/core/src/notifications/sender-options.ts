import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Listener, Tx } from '../db/index.ts'
import type { Reader, Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'
import type { OutgoingPhotos } from '../photos/index.ts'
import type { Ability, SendBudget, TelegramCall } from '../telegram/index.ts'
import type { SignKeyboard } from './render.ts'
import type { Topic } from './types.ts'

export interface SenderOptions {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly log: Logger
  readonly metrics: Metrics
  readonly texts: Texts
  /** The topics of every feature that is switched on; deliveries of others are held. */
  readonly topics: readonly Topic[]
  readonly call: TelegramCall
  readonly photos: OutgoingPhotos
  readonly budget: SendBudget
  /** Told when a text could not be made a picture. It is tried each time all the same: what the message is now, only Telegram knows. */
  readonly textToPicture?: Ability
  readonly signKeyboard: SignKeyboard
  /** Language and time zone of whoever reads the chat. */
  readerOf(chatId: bigint, userId: bigint | undefined): Promise<Reader>
  /** In the transaction that marks a message failed because Telegram answered 403. */
  onBlocked?(tx: Tx, who: { readonly chatId: bigint; readonly userId: bigint | undefined }): Promise<void>
  /** In the transaction that moves waiting messages of a group to its new id. */
  onMigrated?(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
  /** Wakes the sender when something is committed; without it work is found by polling. */
  readonly listener?: Listener
  readonly timing?: Partial<SenderTiming>
}

/** Machine time in milliseconds. The defaults suit production; tests shorten them. */
export interface SenderTiming {
  /** How long a claimed delivery belongs to this process: longer than the call's timeout. */
  readonly leaseMs: number
  /** Time to live of the leadership: how long after a death another process takes over. */
  readonly leaderTtlMs: number
  /** How often work is looked for without a wake-up. */
  readonly pollMs: number
  /** How long `stop()` waits for calls under way. */
  readonly stopMs: number
  readonly maxInFlight: number
  /** Tries before a message that keeps failing (5xx, network) is given up. */
  readonly maxAttempts: number
  /** Wait before the next try, after `attempt` tries. */
  readonly backoffMs: (attempt: number) => number
}

const longestBackoffMs = 300_000

/** Doubles from a second to five minutes, with half of it random: 30 tries last about two hours. */
function defaultBackoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(longestBackoffMs, 1_000 * 2 ** Math.min(attempt - 1, 20))
  return full / 2 + random() * (full / 2)
}

export const defaultTiming: SenderTiming = {
  leaseMs: 30_000,
  leaderTtlMs: 10_000,
  pollMs: 1_000,
  stopMs: 10_000,
  maxInFlight: 64,
  maxAttempts: 30,
  backoffMs: defaultBackoffMs,
}
