import { AppError } from '../errors/index.ts'
import type { Person } from '../users/index.ts'
import type { BotContext } from './types.ts'

/** Whoever wrote or pressed. @throws AppError where an admin of a group stays anonymous */
export function personOf(ctx: BotContext): Person {
  if (!ctx.person) throw new AppError('core-press-not-yours')
  return ctx.person
}

export const callerOf = (ctx: BotContext): bigint => personOf(ctx).id

/** Where it happens. */
export function chatOf(ctx: BotContext): bigint {
  if (ctx.chatId === undefined) throw new AppError('core-press-not-yours')
  return BigInt(ctx.chatId)
}

/** Who asks, and where. Nobody, where an admin of a group stays anonymous. */
export const askerOf = (ctx: BotContext) => ({ userId: ctx.person?.id, chatId: chatOf(ctx) })

/** A chat of one person with the bot. */
export const isPrivate = (ctx: BotContext): boolean => ctx.chat?.type === 'private'
