import { randomBytes } from 'node:crypto'
import type { BotAccount, NewBot, NewUser, User } from '../types.ts'
import type { Bot, Person } from './state.ts'
import { announce, type World } from './world.ts'

export const accountOf = (bot: Bot): BotAccount => ({
  id: bot.user.id,
  token: bot.token,
  username: bot.user.username ?? '',
})

const tokenId = (token: string): number => {
  const id = Number(/^([1-9]\d{0,15}):[A-Za-z0-9_-]+$/.exec(token)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(id)) throw new Error('A bot token looks like 123456:ABC-def; this one does not.')
  return id
}

/** Registers a bot account. A token that is known already returns the same account. */
export const createBot = (world: World, options: NewBot): BotAccount => {
  const known = options.token === undefined ? undefined : world.tokens.get(options.token)
  if (known !== undefined) return accountOf(known)
  if (options.token === undefined) world.counters.bot += 1
  const id = options.token === undefined ? world.counters.bot : tokenId(options.token)
  if (world.bots.has(id)) throw new Error(`There is a bot ${id} with another token already.`)
  const bot: Bot = {
    user: {
      id,
      is_bot: true,
      first_name: options.firstName ?? 'Bot',
      username: options.username ?? `standin_${id}_bot`,
    },
    token: options.token ?? `${id}:${randomBytes(26).toString('base64url')}`,
    privacyMode: options.privacyMode ?? true,
    allowedUpdates: null,
    webhook: null,
    nextUpdateId: 100_000_001,
    privates: new Map(),
    settings: new Map(),
    queue: [],
    wake: null,
    interruptPoll: null,
    webhookError: null,
  }
  world.bots.set(id, bot)
  world.tokens.set(bot.token, bot)
  return accountOf(bot)
}

export const presentUser = ({ user, phone }: Person): User => ({
  id: user.id,
  firstName: user.first_name,
  lastName: user.last_name ?? null,
  username: user.username ?? null,
  languageCode: user.language_code ?? null,
  phone,
})

const freeUserId = (world: World): number => {
  do world.counters.user += 1
  while (world.people.has(world.counters.user))
  return world.counters.user
}

export const createUser = (world: World, options: NewUser): User => {
  const id = options.id ?? freeUserId(world)
  if (world.people.has(id)) throw new Error(`There is a person ${id} already.`)
  const person: Person = {
    user: {
      id,
      is_bot: false,
      first_name: options.firstName,
      last_name: options.lastName,
      username: options.username,
      language_code: options.languageCode,
    },
    phone: options.phone ?? `1555${String(id).padStart(7, '0')}`,
    deactivated: false,
  }
  world.people.set(id, person)
  announce(world, 'user', id)
  return presentUser(person)
}
