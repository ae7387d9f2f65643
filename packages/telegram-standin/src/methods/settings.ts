import { badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import { json, text } from '../params/values.ts'
import type { BotCommand } from '../types.ts'
import { announce } from '../world/world.ts'
import { type Call, full, type MethodGroup } from './call.ts'
import { chatOf } from './chat-of.ts'
import { tooLong } from './formatted.ts'

const plainScopes = new Set(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'])

export const commandsKey = (scope: string, language: string): string => `commands|${scope}|${language}`

// "default", "all_private_chats", …, "chat:17", "chat_administrators:-5", "chat_member:-5:17"
const scopeOf = (call: Call): string => {
  const raw = json(call.params, 'scope', "can't parse BotCommandScope JSON object")
  if (raw === undefined) return 'default'
  if (!isRecord(raw) || typeof raw.type !== 'string')
    throw badRequest('can\'t parse BotCommandScope: Field "type" must be of type String')
  if (plainScopes.has(raw.type)) return raw.type
  if (raw.type !== 'chat' && raw.type !== 'chat_administrators' && raw.type !== 'chat_member') {
    throw badRequest("can't parse BotCommandScope: Unsupported type specified")
  }
  const values = { ...call.params.values, chat_id: raw.chat_id }
  const chatId = chatOf({ ...call, params: { ...call.params, values } }).chat.id
  if (raw.type !== 'chat_member') return `${raw.type}:${chatId}`
  return `chat_member:${chatId}:${Number(raw.user_id)}`
}

const keyOf = (call: Call): string => {
  const language = text(call.params, 'language_code')
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('LANGUAGE_CODE_INVALID')
  return commandsKey(scopeOf(call), language)
}

const commandOf = (raw: unknown): BotCommand => {
  if (!isRecord(raw)) throw badRequest("can't parse BotCommand: expected an Object")
  if (typeof raw.command !== 'string')
    throw badRequest('can\'t parse BotCommand: Field "command" must be of type String')
  if (typeof raw.description !== 'string')
    throw badRequest('can\'t parse BotCommand: Field "description" must be of type String')
  const command = raw.command.replace(/^\//, '')
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  const description = raw.description.trim()
  if (description === '' || tooLong(description, 256)) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command, description }
}

const setMyCommands = (call: Call): true => {
  const list = json(call.params, 'commands', "can't parse commands JSON object")
  if (!isList(list)) throw badRequest("can't parse commands: expected an Array of BotCommand")
  if (list.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  call.bot.settings.set(keyOf(call), list.map(commandOf))
  announce(call.world, 'commands', 0)
  return true
}

const setText =
  (name: string, parameter: string, limit: number) =>
  (call: Call): true => {
    const value = text(call.params, parameter)
    if (tooLong(value, limit)) throw badRequest(`${name.toUpperCase()}_TOO_LONG`)
    call.bot.settings.set(`${name}|${text(call.params, 'language_code')}`, value)
    return true
  }

const getText = (name: string, parameter: string, fallback: (call: Call) => string) => (call: Call) => {
  const { settings } = call.bot
  const own = settings.get(`${name}|${text(call.params, 'language_code')}`)
  return { [parameter]: own !== undefined && own !== '' ? own : (settings.get(`${name}|`) ?? fallback(call)) }
}

const menuKey = (call: Call): string => `menu|${text(call.params, 'chat_id')}`

export const settingsMethods: MethodGroup = {
  setMyCommands: full(setMyCommands),
  getMyCommands: full((call) => call.bot.settings.get(keyOf(call)) ?? []),
  deleteMyCommands: full((call) => {
    call.bot.settings.delete(keyOf(call))
    announce(call.world, 'commands', 0)
    return true
  }),
  setMyName: full(setText('name', 'name', 64)),
  getMyName: full(getText('name', 'name', (call) => call.bot.user.first_name)),
  setMyDescription: full(setText('description', 'description', 512)),
  getMyDescription: full(getText('description', 'description', () => '')),
  setMyShortDescription: full(setText('short_description', 'short_description', 120)),
  getMyShortDescription: full(getText('short_description', 'short_description', () => '')),
  setChatMenuButton: full((call) => {
    const button = json(call.params, 'menu_button', "can't parse MenuButton JSON object") ?? { type: 'default' }
    call.bot.settings.set(menuKey(call), button)
    return true
  }),
  getChatMenuButton: full(
    (call) => call.bot.settings.get(menuKey(call)) ?? call.bot.settings.get('menu|') ?? { type: 'commands' },
  ),
}
