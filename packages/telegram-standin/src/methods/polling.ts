import { badRequest, conflict } from '../errors.ts'
import { isList } from '../guards.ts'
import { int, json } from '../params/values.ts'
import { confirmBelow, dropExpired, keepLast, updateKinds } from '../updates/queue.ts'
import type { WireUpdate } from '../wire.ts'
import type { Bot } from '../world/state.ts'
import { type Call, full, type MethodGroup } from './call.ts'

/** Remembers `allowed_updates` when a call brings it; without it the former setting stays. */
export const rememberAllowed = (call: Call): void => {
  const list = json(call.params, 'allowed_updates', "can't parse list of allowed updates JSON object")
  if (list === undefined) return
  if (!isList(list)) throw badRequest("can't parse list of allowed updates")
  const known = list.filter((kind): kind is string => typeof kind === 'string' && updateKinds.includes(kind))
  call.bot.allowedUpdates = known.length === 0 ? null : known
}

const take = (bot: Bot, limit: number): WireUpdate[] => {
  const batch = bot.queue.slice(0, limit)
  for (const entry of batch) {
    entry.attempts += 1
    entry.via = 'polling'
    entry.state = 'delivered'
  }
  return batch.map((entry) => entry.update)
}

const waitForUpdates = (call: Call, limit: number, timeoutMs: number): Promise<WireUpdate[]> => {
  const { bot } = call
  return new Promise((resolve, reject) => {
    let soon: NodeJS.Immediate | undefined
    const stop = (): void => {
      clearTimeout(timer)
      if (soon !== undefined) clearImmediate(soon)
      if (bot.interruptPoll === interrupt) {
        bot.interruptPoll = null
        bot.wake = null
      }
    }
    const finish = (): void => {
      stop()
      resolve(take(bot, limit))
    }
    const interrupt = (reason: string): void => {
      stop()
      reject(conflict(reason))
    }
    const timer = setTimeout(finish, timeoutMs)
    bot.interruptPoll = interrupt
    // What is queued in one turn travels in one batch.
    bot.wake = () => {
      soon ??= setImmediate(finish)
    }
    call.onGone(() => {
      stop()
      resolve([])
    })
  })
}

const getUpdates = (call: Call): unknown => {
  const { bot, params } = call
  if (bot.webhook !== null) {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  }
  const limit = int(params, 'limit', 100, 1, 100)
  const timeout = int(params, 'timeout', 0, 0, 50)
  const offset = int(params, 'offset')
  rememberAllowed(call)
  bot.interruptPoll?.('terminated by other getUpdates request; make sure that only one bot instance is running')
  dropExpired(call.world, bot)
  if (offset > 0) confirmBelow(bot, offset)
  else if (offset < 0) keepLast(bot, -offset)
  if (bot.queue.length > 0 || timeout === 0) return take(bot, limit)
  return waitForUpdates(call, limit, timeout * 1000)
}

export const pollingMethods: MethodGroup = { getUpdates: full(getUpdates) }
