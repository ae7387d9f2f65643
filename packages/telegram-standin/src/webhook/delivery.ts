import { isRecord } from '../guards.ts'
import type { CallParams } from '../params/values.ts'
import { dropExpired } from '../updates/queue.ts'
import type { Bot, QueuedUpdate, WebhookSettings } from '../world/state.ts'
import type { World } from '../world/world.ts'
import { replyOf } from './reply.ts'
import { createHookClient, type HookAnswer, type HookClient } from './request.ts'

export type RunReply = (bot: Bot, method: string, params: CallParams) => Promise<unknown>

export interface Webhooks {
  start(bot: Bot, settings: WebhookSettings): void
  stop(bot: Bot): void
  stopAll(): void
}

/** One delivery queue: Telegram has one update in flight per key. */
interface Lane {
  readonly key: string
  readonly waiting: QueuedUpdate[]
  busy: boolean
  failures: number
}

interface Sender {
  readonly world: World
  readonly bot: Bot
  readonly settings: WebhookSettings
  readonly client: HookClient
  readonly runReply: RunReply
  readonly lanes: Map<string, Lane>
  readonly timers: Set<NodeJS.Timeout>
  /** How many entries at the head of the bot's queue were put into lanes. */
  sorted: number
  inFlight: number
  stopped: boolean
  scheduled: boolean
}

const longestPauseMs = 60_000

// The first repetition comes at once, then 2, 4, 8 … seconds; the receiver's Retry-After wins.
const pauseAfter = (failures: number, retryAfterSeconds: number | null): number => {
  if (retryAfterSeconds !== null) return retryAfterSeconds * 1000
  return failures <= 1 ? 0 : Math.min(longestPauseMs, 1000 * 2 ** (failures - 1))
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  ETIMEDOUT: 'Connection timed out',
}

const explain = (error: unknown): string => {
  const known = isRecord(error) ? reasons[String(error.code)] : undefined
  return known ?? (error instanceof Error ? error.message : String(error))
}

const dropSettledHead = (sender: Sender): void => {
  const { queue } = sender.bot
  let count = 0
  while (queue[count]?.state === 'confirmed') count += 1
  queue.splice(0, count)
  sender.sorted = Math.max(0, sender.sorted - count)
}

const sortNew = (sender: Sender): void => {
  const { lanes, bot } = sender
  for (; sender.sorted < bot.queue.length; sender.sorted += 1) {
    const entry = bot.queue[sender.sorted]
    if (entry === undefined || entry.state === 'confirmed') continue
    const lane = lanes.get(entry.key)
    if (lane === undefined) lanes.set(entry.key, { key: entry.key, waiting: [entry], busy: false, failures: 0 })
    else lane.waiting.push(entry)
  }
}

const schedule = (sender: Sender): void => {
  if (sender.scheduled || sender.stopped) return
  sender.scheduled = true
  setImmediate(() => pump(sender))
}

const fail = (sender: Sender, lane: Lane, message: string, retryAfterSeconds: number | null): void => {
  if (sender.stopped) return
  lane.failures += 1
  sender.bot.webhookError = { at: sender.world.now(), message }
  sender.world.log(`webhook: ${message}`)
  const timer = setTimeout(
    () => {
      sender.timers.delete(timer)
      lane.busy = false
      schedule(sender)
    },
    pauseAfter(lane.failures, retryAfterSeconds),
  )
  sender.timers.add(timer)
}

const succeed = async (sender: Sender, lane: Lane, entry: QueuedUpdate, answer: HookAnswer): Promise<void> => {
  entry.state = 'confirmed'
  lane.waiting.shift()
  lane.failures = 0
  lane.busy = false
  const reply = replyOf(answer)
  if (reply !== null) await sender.runReply(sender.bot, reply.method, reply.params)
}

const deliver = async (sender: Sender, lane: Lane, entry: QueuedUpdate): Promise<void> => {
  lane.busy = true
  sender.inFlight += 1
  entry.attempts += 1
  entry.via = 'webhook'
  entry.state = 'delivered'
  try {
    const answer = await sender.client.post(JSON.stringify(entry.update))
    const { status, reason, retryAfterSeconds } = answer
    if (status >= 200 && status < 300) await succeed(sender, lane, entry, answer)
    else fail(sender, lane, `Wrong response from the webhook: ${status} ${reason}`, retryAfterSeconds)
  } catch (error) {
    fail(sender, lane, explain(error), null)
  } finally {
    sender.inFlight -= 1
    if (lane.waiting.length === 0 && !lane.busy) sender.lanes.delete(lane.key)
    schedule(sender)
  }
}

const pump = (sender: Sender): void => {
  sender.scheduled = false
  if (sender.stopped) return
  dropSettledHead(sender)
  if (sender.sorted === 0) dropExpired(sender.world, sender.bot)
  sortNew(sender)
  for (const lane of sender.lanes.values()) {
    if (sender.inFlight >= sender.settings.maxConnections) return
    const entry = lane.waiting[0]
    if (!lane.busy && entry !== undefined) void deliver(sender, lane, entry)
  }
}

const startSender = (world: World, bot: Bot, settings: WebhookSettings, runReply: RunReply): (() => void) => {
  const client = createHookClient(new URL(settings.url), settings.secret, settings.maxConnections)
  const sender: Sender = {
    world,
    bot,
    settings,
    client,
    runReply,
    lanes: new Map(),
    timers: new Set(),
    sorted: 0,
    inFlight: 0,
    stopped: false,
    scheduled: false,
  }
  const wake = (): void => schedule(sender)
  bot.wake = wake
  wake()
  return () => {
    sender.stopped = true
    for (const timer of sender.timers) clearTimeout(timer)
    if (bot.wake === wake) bot.wake = null
    bot.queue.splice(0, bot.queue.length, ...bot.queue.filter((entry) => entry.state !== 'confirmed'))
    client.close()
  }
}

/** Real webhook delivery for all bots: per-key order, parallel keys, retries, replies by JSON body. */
export const createWebhooks = (world: World, runReply: RunReply): Webhooks => {
  const running = new Map<number, () => void>()
  const stop = (bot: Bot): void => {
    running.get(bot.user.id)?.()
    running.delete(bot.user.id)
  }
  return {
    start: (bot, settings) => {
      stop(bot)
      running.set(bot.user.id, startSender(world, bot, settings, runReply))
    },
    stop,
    stopAll: () => {
      for (const end of running.values()) end()
      running.clear()
    },
  }
}
