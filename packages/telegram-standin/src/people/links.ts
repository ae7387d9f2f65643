import type { Place } from '../types.ts'
import type { Bot } from '../world/state.ts'
import { isPresent, requireBot, requireChat, type World } from '../world/world.ts'
import { changeBot } from './membership.ts'
import { say } from './say.ts'

const checkPayload = (payload: string): void => {
  if (!/^[\w-]{1,64}$/.test(payload)) {
    throw new Error(`A start payload is 1 to 64 of A-Z, a-z, 0-9, _ and -; "${payload}" is not, so no link carries it.`)
  }
}

/** A person opens a bot's deep link and presses Start. */
export const start = (world: World, userId: number, payload: string | undefined, place: Place): number => {
  if (payload !== undefined) checkPayload(payload)
  const bot = requireBot(world, place.botId)
  const text = payload === undefined ? '/start' : `/start ${payload}`
  return say(world, userId, { text, botId: bot.user.id }).message.message_id
}

const botByName = (world: World, name: string): Bot => {
  for (const bot of world.bots.values()) if (bot.user.username?.toLowerCase() === name.toLowerCase()) return bot
  throw new Error(`There is no bot @${name}.`)
}

const startGroup = (world: World, userId: number, bot: Bot, payload: string, chatId: number | undefined): number => {
  if (chatId === undefined) throw new Error('A startgroup link needs a group: name it with chatId.')
  const thread = requireChat(world, chatId)
  if (payload !== '') checkPayload(payload)
  if (!isPresent(thread.bots.get(bot.user.id))) {
    changeBot(world, chatId, 'member', { by: userId, botId: bot.user.id })
  }
  const text = `/start@${bot.user.username ?? ''}${payload === '' ? '' : ` ${payload}`}`
  return say(world, userId, { text, chatId }).message.message_id
}

/** A person taps `https://t.me/<bot>`, `…?start=<payload>` or `…?startgroup=<payload>`. Returns the message that it sent. */
export const openLink = (world: World, userId: number, link: string, place: Place): number => {
  if (!URL.canParse(link)) throw new Error(`"${link}" is no link.`)
  const url = new URL(link)
  const isTelegram = url.hostname === 't.me' || url.hostname === 'telegram.me' || link.startsWith('tg://resolve')
  const name = url.searchParams.get('domain') ?? url.pathname.slice(1)
  if (!isTelegram || !/^\w+$/.test(name)) throw new Error(`"${link}" is no link to a bot.`)
  const bot = botByName(world, name)
  const group = url.searchParams.get('startgroup')
  if (group !== null) return startGroup(world, userId, bot, group === 'true' ? '' : group, place.chatId)
  return start(world, userId, url.searchParams.get('start') ?? undefined, { botId: bot.user.id })
}
