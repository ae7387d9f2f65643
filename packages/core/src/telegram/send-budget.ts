import { createAnsweredWindow, createPace, createSlidingCount, type Pace, type SlidingCount } from './pace.ts'
import type { SharedBudget } from './shared-budget.ts'

export interface SendBudgetOptions {
  /** Messages per second over all chats; 29 unless told (Telegram's limit is about 30). */
  readonly perSecond?: number
  /** Milliseconds between two unprompted messages to one chat; 1,000 unless told. */
  readonly perChatMs?: number
  /** Messages per minute to one group; 20 unless told. */
  readonly perGroupMinute?: number
  /** What other processes send with the same bot. Left out when there is one process. */
  readonly shared?: SharedBudget
  /** Machine time; `Date.now` unless told. */
  readonly now?: () => number
}

/**
 * Telegram's published send limits as one meter for the whole bot. Replies of handlers are recorded and never wait;
 * bulk asks first and therefore slows down while people are being answered.
 */
export interface SendBudget {
  /** A handler is sending now. Returns what to call when the answer came. */
  recordReply(chatId: bigint): () => void
  /** How many unprompted messages may leave at this moment; nothing is taken yet. 0 = wait for {@link bulkWaitMs}. */
  freeBulk(): number
  /** Milliseconds until a bulk permit may be free. */
  bulkWaitMs(): number
  /** An unprompted message leaves for this chat now. Returns what to call when the answer came. */
  recordBulk(chatId: bigint): () => void
  /** Chats that must not get an unprompted message yet, and until when (machine time). */
  coolingChats(): ReadonlyMap<bigint, number>
  /** Telegram refused this chat for so long (429): neither replies nor bulk until then. */
  holdChat(chatId: bigint, ms: number): void
  /** Milliseconds until the hold of this chat ends; 0 = not held. */
  heldMs(chatId: bigint): number
  /** Chats on hold, and until when (machine time). */
  heldChats(): ReadonlyMap<bigint, number>
  /** Stops exchanging numbers with other processes. */
  close(): void
}

/** A person gets a reply and a receipt at once; only the fourth message within a moment waits. */
const chatBurst = 3

interface ChatMeter {
  readonly pace: Pace
  readonly minute: SlidingCount | undefined
  lastBulk: number
}

function readyAt(meter: ChatMeter, perChatMs: number): number {
  return Math.max(meter.pace.freeAt(), meter.lastBulk + perChatMs, meter.minute?.freeAt() ?? 0)
}

/** The chats' side: 1/s each with a short burst for replies, and a count per minute for groups (negative ids). */
function createChatMeters(perChatMs: number, perGroupMinute: number) {
  const meters = new Map<bigint, ChatMeter>()
  const meterOf = (chatId: bigint): ChatMeter => {
    const known = meters.get(chatId)
    if (known) return known
    const minute = chatId < 0n ? createSlidingCount(perGroupMinute, 60_000) : undefined
    const meter = { pace: createPace(perChatMs, chatBurst), minute, lastBulk: 0 }
    meters.set(chatId, meter)
    return meter
  }
  return {
    record(chatId: bigint, now: number, bulk: boolean) {
      const meter = meterOf(chatId)
      meter.pace.record(now)
      meter.minute?.record(now)
      if (bulk) meter.lastBulk = now
    },
    /** It may have arrived at any moment until its answer, so the second counts from there. */
    answered(chatId: bigint, now: number) {
      meterOf(chatId).lastBulk = now
    },
    cooling(now: number): Map<bigint, number> {
      const cooling = new Map<bigint, number>()
      for (const [chatId, meter] of meters) {
        const at = readyAt(meter, perChatMs)
        if (at > now) cooling.set(chatId, at)
        else if (!meter.minute?.count(now)) meters.delete(chatId)
      }
      return cooling
    },
  }
}

/** Chats that Telegram throttles, whoever was told so: a handler or the outbox. */
function createHolds(now: () => number): Pick<SendBudget, 'holdChat' | 'heldMs' | 'heldChats'> {
  const held = new Map<bigint, number>()
  const heldMs = (chatId: bigint): number => {
    const leftMs = (held.get(chatId) ?? 0) - now()
    if (leftMs <= 0) held.delete(chatId)
    return Math.max(0, leftMs)
  }
  return {
    heldMs,
    holdChat(chatId, ms) {
      held.set(chatId, now() + Math.max(ms, heldMs(chatId)))
    },
    heldChats() {
      for (const [chatId, until] of held) if (until <= now()) held.delete(chatId)
      return held
    },
  }
}

/** Exchanges counts with the other processes five times a second, and only while something is sent. */
function startSharing(
  shared: SharedBudget,
  own: SlidingCount,
  now: () => number,
  onOthers: (perSecond: number) => void,
) {
  let unreported = 0
  let busy = false
  const exchange = async () => {
    if (busy || own.count(now()) === 0) return
    busy = true
    const count = unreported
    unreported = 0
    const others = await shared.exchange(count, own.count(now()) - count).catch(() => 0)
    onOthers(others)
    busy = false
  }
  const timer = setInterval(() => void exchange(), 200)
  timer.unref()
  return {
    add() {
      unreported += 1
    },
    close: () => clearInterval(timer),
  }
}

/** Creates the bot's {@link SendBudget}; one per process. */
export function createSendBudget(options: SendBudgetOptions = {}): SendBudget {
  const { perSecond = 29, perChatMs = 1_000, perGroupMinute = 20, now = Date.now } = options
  // A stall of the event loop (garbage collection, a slow query) is caught up, within the window's limit.
  const pace = createPace(1_000 / perSecond, Math.max(1, Math.round(perSecond * 0.13)))
  // The pace keeps the rate; this keeps jitter on the way from making more than one over it in anybody's second.
  const window = createAnsweredWindow(perSecond + 1)
  const chats = createChatMeters(perChatMs, perGroupMinute)
  const own = createSlidingCount(Number.MAX_SAFE_INTEGER, 1_000)
  let others = 0
  const sharing =
    options.shared &&
    startSharing(options.shared, own, now, (count) => {
      others = Math.min(count, perSecond - 1)
      pace.setInterval(1_000 / (perSecond - others))
    })
  const record = () => {
    pace.record(now())
    if (options.shared) own.record(now())
    sharing?.add()
    return window.start(now())
  }
  return {
    recordReply(chatId) {
      const entry = record()
      chats.record(chatId, now(), false)
      return () => {
        entry.answeredAt = now()
      }
    },
    freeBulk: () => Math.max(0, Math.min(pace.free(now()), window.free(now()) - others)),
    bulkWaitMs: () => Math.max(1, Math.ceil(Math.max(pace.freeAt(), window.freeAt()) - now())),
    recordBulk(chatId) {
      const entry = record()
      chats.record(chatId, now(), true)
      return () => {
        entry.answeredAt = now()
        chats.answered(chatId, now())
      }
    },
    coolingChats: () => chats.cooling(now()),
    ...createHolds(now),
    close: () => sharing?.close(),
  }
}
