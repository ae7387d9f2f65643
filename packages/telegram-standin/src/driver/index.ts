import type { BotAccount, Standin } from '../types.ts'
import { createPerson, type PersonDriver } from './person.ts'

export type { ButtonChoice, Pattern, PersonDriver } from './person.ts'

export interface NewPerson {
  readonly language?: string
  readonly username?: string
  readonly lastName?: string
  readonly phone?: string
  readonly id?: number
}

export interface Driver {
  /** A new person on Telegram. */
  user(name: string, options?: NewPerson): PersonDriver
  /** A supergroup with topics of these people, with the bot in it; the first one creates it. */
  forum(title: string, members: readonly PersonDriver[]): number
  /** A group of these people with the bot in it; the first one creates it. */
  group(title: string, members: readonly PersonDriver[], bot?: 'member' | 'administrator'): number
}

/** Plays people like a story: `await anna.sends('/track'); await anna.presses('Watch again'); await anna.sees(/Tracking/)`. */
export const createDriver = (standin: Standin, bot?: BotAccount): Driver => ({
  forum: (title, members) => {
    const place = bot === undefined ? {} : { botId: bot.id }
    const people = members.map((one) => one.id)
    return standin.createChat({ type: 'supergroup', forum: true, title, members: people, bot: 'member', ...place }).id
  },
  user: (name, options = {}) => {
    const { language, ...rest } = options
    const user = standin.createUser({ firstName: name, languageCode: language ?? 'en', ...rest })
    return createPerson(standin, { id: user.id, name }, bot === undefined ? {} : { botId: bot.id })
  },
  group: (title, members, role = 'member') => {
    const place = bot === undefined ? {} : { botId: bot.id }
    return standin.createChat({ type: 'group', title, members: members.map((one) => one.id), bot: role, ...place }).id
  },
})
