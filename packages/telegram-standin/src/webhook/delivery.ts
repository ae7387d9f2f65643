import { isRecord } from '../guards.ts'
import { readParams } from '../params/read.ts'
import type { CallParams } from '../params/values.ts'
import { dropExpired } from '../updates/queue.ts'
import type { Bot, QueuedUpdate, WebhookSettings } from '../world/state.ts'
import type { World } from '../world/world.ts'
import { createHookClient, type HookAnswer } from './request.ts'

export type RunReply = (bot: Bot, method: string, params: CallParams) => Promise<unknown>

export interface Webhooks {
  start(bot: Bot, settings: WebhookSettings): void
  stop(bot: Bot): void
  stopAll(): void
}

/** One delivery queue: Telegram has one update in flight per key. */
interface Lane {
  readonly waiting: QueuedUpdate[]
  busy: boolean
  failures: number
}

const longestPauseMs = 60_000

// The first repetition comes at once, then 2, 4, 8 … seconds; the receiver's Retry-After wins.
const pauseAfter = (failures: number, retryAfterSeconds: number | null): number => {
  if (retryAfterSeconds !== null) return retryAfterSeconds * 1000
  return failures <= 1 ? 0 : Math.min(longestPauseMs, 1000 * 2 ** (failures - 1))
}

const explain = (error: unknown): string => {
  const code = isRecord(error) ? error.code : undefined
  if (code === 'ECONNREFUSED') return 'Connection refused'
  if (code === 'ECONNRESET') return 'Connection reset by peer'
  if (code === 'ETIMEDOUT') return 'Connection timed out'
  return error instanceof Error ? error.message : String(error)
}

const unallowedReply = /^(?:get.*|setwebhook|deletewebhook|close|logout)$/i

const replyOf = (answer: HookAnswer): { readonly method: string; readonly params: CallParams } | null => {
  if (answer.body.length === 0) return null
  try {
    const params = readParams('', answer.contentType, answer.body)
    const { method, ...values } = params.values
    if (typeof method !== 'string' || unallowedReply.test(method)) return null
    return { method, params: { values, files: params.files } }
  } catch {
    // An ordinary body such as "ok" under a JSON content type: no reply method.
    return null
  }
}

const startOne = (world: World, bot: Bot, settings: WebhookSettings, runReply: RunReply): (() => void) => {
  const client = createHookClient(new URL(settings.url), settings.secret, settings.maxConnections)
  const lanes = new Map<string, Lane>()
  const timers = new Set<NodeJS.Timeout>()
  let sorted = 0
  let inFlight = 0
  let stopped = false
  let scheduled = false

  const dropSettledHead = (): void => {
    let count = 0
    while (bot.queue[count]?.state === 'confirmed') count += 1
    bot.queue.splice(0, count)
    sorted = Math.max(0, sorted - count)
  }
  const sortNew = (): void => {
    for (; sorted < bot.queue.length; sorted += 1) {
      const entry = bot.queue[sorted]
      if (entry === undefined || entry.state === 'confirmed') continue
      const lane = lanes.get(entry.key)
      if (lane === undefined) lanes.set(entry.key, { waiting: [entry], busy: false, failures: 0 })
      else lane.waiting.push(entry)
    }
  }
  const fail = (lane: Lane, message: string, retryAfterSeconds: number | null): void => {
    lane.failures += 1
    bot.webhookError = { at: world.now(), message }
    world.log(`webhook: ${message}`)
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        lane.busy = false
        schedule()
      },
      pauseAfter(lane.failures, retryAfterSeconds),
    )
    timers.add(timer)
  }
  const succeed = async (lane: Lane, entry: QueuedUpdate, answer: HookAnswer): Promise<void> => {
    entry.state = 'confirmed'
    lane.waiting.shift()
    lane.failures = 0
    lane.busy = false
    const reply = replyOf(answer)
    if (reply !== null) await runReply(bot, reply.method, reply.params)
  }
  const deliver = async (key: string, lane: Lane, entry: QueuedUpdate): Promise<void> => {
    lane.busy = true
    inFlight += 1
    entry.attempts += 1
    entry.via = 'webhook'
    entry.state = 'delivered'
    try {
      const answer = await client.post(JSON.stringify(entry.update))
      if (answer.status >= 200 && answer.status < 300) await succeed(lane, entry, answer)
      else if (!stopped) {
        fail(lane, `Wrong response from the webhook: ${answer.status} ${answer.reason}`, answer.retryAfterSeconds)
      }
    } catch (error) {
      if (!stopped) fail(lane, explain(error), null)
    } finally {
      inFlight -= 1
      if (lane.waiting.length === 0 && !lane.busy) lanes.delete(key)
      if (!stopped) schedule()
    }
  }
  const pump = (): void => {
    scheduled = false
    if (stopped) return
    dropSettledHead()
    if (inFlight === 0 && sorted === 0) dropExpired(world, bot)
    sortNew()
    for (const [key, lane] of lanes) {
      if (inFlight >= settings.maxConnections) return
      const entry = lane.waiting[0]
      if (!lane.busy && entry !== undefined) void deliver(key, lane, entry)
    }
  }
  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(pump)
  }
  bot.wake = schedule
  schedule()
  return () => {
    stopped = true
    for (const timer of timers) clearTimeout(timer)
    if (bot.wake === schedule) bot.wake = null
    // Open requests run to their end: what the receiver has taken stays taken.
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
      running.set(bot.user.id, startOne(world, bot, settings, runReply))
    },
    stop,
    stopAll: () => {
      for (const end of running.values()) end()
      running.clear()
    },
  }
}
