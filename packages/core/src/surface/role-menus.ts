import { setTimeout as sleep } from 'node:timers/promises'
import { isFor, type MountedSurface } from '../bot/index.ts'
import { type Locale, locales, type Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import type { CallOutcome, TelegramCall } from '../telegram/index.ts'
import type { Role, Users } from '../users/index.ts'
import { commandList, languageOf } from './command-list.ts'

/** People with roles see the commands that these open in Telegram's menu too; everybody else has the public list. */
export interface RoleMenus {
  /** After somebody's roles changed, or after they spoke to the bot for the first time. Never fails and never waits: the menu is a convenience. */
  refresh(userId: bigint): void
  /** Brings the menus of all people with roles up to date, one after another. */
  refreshAll(): Promise<void>
  /** Ends waiting for Telegram; resolves when nothing is under way. */
  close(): Promise<void>
}

export interface RoleMenusDeps {
  readonly call: TelegramCall
  readonly users: Users
  readonly texts: Texts
  readonly log: Logger
  /** Everything mounted, read when a menu is written. */
  surfaces(): readonly MountedSurface[]
}

/** People with roles are few; more than this is a mistake that must not hold a start up. */
const mostPeople = 500
const longestWaitMs = 60_000
/** English last: until the other lists are there, it would be shown in their place. */
const inOrder = locales.toReversed()

export function createRoleMenus({ call, users, texts, log, surfaces }: RoleMenusDeps): RoleMenus {
  const stopping = new AbortController()
  const running = new Map<bigint, Promise<void>>()

  async function tell(userId: bigint, locale: Locale, roles: readonly Role[]): Promise<CallOutcome> {
    const where = { scope: { type: 'chat', chat_id: Number(userId) }, ...languageOf(locale) }
    if (roles.length === 0) return call('deleteMyCommands', where)
    const commands = commandList(surfaces(), texts, locale, (command) => isFor(command, roles))
    return call('setMyCommands', { commands, ...where })
  }

  async function publish(userId: bigint): Promise<void> {
    try {
      const { roles = [] } = (await users.find(userId)) ?? {}
      for (const locale of inOrder) {
        let outcome = await tell(userId, locale, roles)
        if (outcome.kind === 'rate-limited' && outcome.retryAfterMs <= longestWaitMs) {
          await sleep(outcome.retryAfterMs, undefined, { signal: stopping.signal })
          outcome = await tell(userId, locale, roles)
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

  return {
    refresh: (userId) => void enqueue(userId),
    async refreshAll() {
      const { signal } = stopping
      try {
        for (const { id } of await users.listWithRoles(mostPeople)) if (!signal.aborted) await enqueue(id)
      } catch (error) {
        if (!signal.aborted) log.warn({ error }, 'the menus of people with roles could not be brought up to date')
      }
    },
    async close() {
      stopping.abort()
      await Promise.all(running.values())
    },
  }
}
