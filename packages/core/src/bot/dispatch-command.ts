import type { MiddlewareFn } from 'grammy'
import type { Role } from '../users/index.ts'
import type { BotContext, Command } from './types.ts'

/** Reads `/name@bot args` at the very start of a message, as Telegram marks it. */
export function readCommand(
  ctx: BotContext,
): { readonly name: string; readonly args: string; readonly mine: boolean } | undefined {
  const { message } = ctx
  const text = message?.text
  const entity = message?.entities?.[0]
  if (text === undefined || entity?.type !== 'bot_command' || entity.offset !== 0) return undefined
  const [name = '', at] = text.slice(1, entity.length).split('@')
  return {
    name: name.toLowerCase(),
    args: text.slice(entity.length).trim(),
    mine: at === undefined || at.toLowerCase() === ctx.me.username.toLowerCase(),
  }
}

/** Whether somebody with these roles may use it. */
export function isFor({ audience }: Pick<Command, 'audience'>, roles: readonly Role[]): boolean {
  if (typeof audience === 'string') return true
  return roles.some((role) => role === 'owner' || audience.roles.includes(role))
}

/** Whether this person may use it; a refusal looks like an unknown command. */
export const mayUse = (command: Command, ctx: BotContext): boolean => isFor(command, ctx.person?.roles ?? [])

/** In a group, of what belongs into the private chat. */
export const sayPrivateOnly = (ctx: BotContext): Promise<unknown> => ctx.say({ key: 'core-private-only' })

/** All commands of all features in one look-up: cheaper than a filter per command, and one place that checks roles. */
export function dispatchCommands(commands: readonly Command[]): MiddlewareFn<BotContext> {
  const byName = new Map(commands.map((command) => [command.name, command]))
  return async (ctx, next) => {
    const called = readCommand(ctx)
    if (!called) return next()
    if (!called.mine) return
    const command = byName.get(called.name)
    const isPrivate = ctx.chat?.type === 'private'
    if (!command || !mayUse(command, ctx)) {
      // Groups hold other bots whose commands are none of our business.
      if (isPrivate) await ctx.say({ key: 'core-unknown-command' })
      return
    }
    if (isPrivate || command.audience === 'group') await command.run(ctx, called.args)
    else await (command.inGroups ?? sayPrivateOnly)(ctx, called.args)
  }
}
