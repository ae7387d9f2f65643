import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, isFor, type TargetAudience } from '../bot/index.ts'
import type { Declarations } from '../feature/index.ts'
import { type Locale, locales, type Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import type { CallOutcome, TelegramCall } from '../telegram/index.ts'
import type { Person, Users } from '../users/index.ts'
import { commandList, languageOf } from './command-list.ts'
import { allAudiences, audiencesOf, isListed } from './target-audiences.ts'

/** People with roles, and people of an audience, see the commands that are theirs in Telegram's menu too; everybody else has the public list. */
export interface RoleMenus {
  /** After somebody's roles changed, or they were erased. Never fails and never waits: the menu is a convenience. */
  refresh(userId: bigint): void
  /** The same; resolves when it is done. Never rejects. */
  update(userId: bigint): Promise<void>
  /** Somebody pressed Start: until now there may have been no chat that could have had a menu. */
  welcome(person: Person): void
  /** Brings all menus that differ from the public list up to date, one after another. */
  refreshAll(): Promise<void>
  /** Ends waiting for Telegram; resolves when nothing is under way. */
  close(): Promise<void>
}

export interface RoleMenusDeps {
  readonly call: TelegramCall
  readonly users: Users
  readonly texts: Texts
  readonly log: Logger
  readonly declarations: Declarations
}

/** People with roles are few, and whoever else is left out gets their menu with the next change or Start; more than this is a mistake that must not hold a start up. */
const mostPeople = 500
const longestWaitMs = 60_000
/** English last: until the other lists are there, it would be shown in their place. */
const inOrder = locales.toReversed()

export function createRoleMenus({ call, users, texts, log, declarations }: RoleMenusDeps): RoleMenus {
  const stopping = new AbortController()
  const running = new Map<bigint, Promise<void>>()

  /** @param passes none: the public list is the person's */
  async function tell(userId: bigint, locale: Locale, passes: Passes | undefined): Promise<CallOutcome> {
    const where = { scope: { type: 'chat', chat_id: Number(userId) }, ...languageOf(locale) }
    if (!passes) return call('deleteMyCommands', where)
    return call('setMyCommands', { commands: commandList(declarations, texts, locale, passes), ...where })
  }

  async function publish(userId: bigint): Promise<void> {
    try {
      const { roles = [] } = (await users.find(userId)) ?? {}
      const passes = passesFor(roles, await audiencesOf(declarations, userId))
      for (const locale of inOrder) {
        let outcome = await tell(userId, locale, passes)
        if (outcome.kind === 'rate-limited' && outcome.retryAfterMs <= longestWaitMs) {
          await sleep(outcome.retryAfterMs, undefined, { signal: stopping.signal })
          outcome = await tell(userId, locale, passes)
        }
        // Somebody who never spoke to the bot has no chat, hence no menu.
        if (outcome.kind !== 'sent') {
          const detail = 'detail' in outcome ? outcome.detail : outcome.kind
          return log.info({ userId: String(userId), detail }, 'a menu of commands stays as it was')
        }
      }
    } catch (error) {
      if (!stopping.signal.aborted) log.warn({ error }, 'a menu of commands could not be brought up to date')
    }
  }

  /** One at a time for one person: a later change must not be overtaken by an earlier one. */
  function enqueue(userId: bigint): Promise<void> {
    const turn = (running.get(userId) ?? Promise.resolve()).then(() => publish(userId))
    running.set(userId, turn)
    return turn.finally(() => {
      if (running.get(userId) === turn) running.delete(userId)
    })
  }

  async function everybody(): Promise<ReadonlySet<bigint>> {
    const members = await Promise.all(allAudiences(declarations).map((audience) => audience.list(mostPeople)))
    const withRoles = (await users.listWithRoles(mostPeople)).map(({ id }) => id)
    return new Set([...withRoles, ...members.flat()])
  }

  async function welcome({ id, roles }: Person): Promise<void> {
    try {
      if (roles.length > 0 || (await audiencesOf(declarations, id)).size > 0) await enqueue(id)
    } catch (error) {
      log.warn({ error }, 'a menu of commands could not be brought up to date')
    }
  }

  return {
    refresh: (userId) => void enqueue(userId),
    update: enqueue,
    welcome: (person) => void welcome(person),
    async refreshAll() {
      const { signal } = stopping
      try {
        for (const id of await everybody()) if (!signal.aborted) await enqueue(id)
      } catch (error) {
        if (!signal.aborted) log.warn({ error }, 'the menus of commands could not be brought up to date')
      }
    },
    async close() {
      stopping.abort()
      await Promise.all(running.values())
    },
  }
}

type Passes = (command: Command) => boolean

/** Nothing for whom the public list is right. */
function passesFor(roles: Person['roles'], audiences: ReadonlySet<TargetAudience>): Passes | undefined {
  if (roles.length === 0 && audiences.size === 0) return undefined
  return (command) => isFor(command, roles) && isListed(command, audiences)
}
