import { type BotContext, sayOptions } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'

/** Whoever wrote or pressed. */
export function callerOf(ctx: BotContext): bigint {
  if (!ctx.person) throw new AppError('core-press-not-yours')
  return ctx.person.id
}

/** Where it happens. */
export function chatOf(ctx: BotContext): bigint {
  if (ctx.chatId === undefined) throw new AppError('core-press-not-yours')
  return BigInt(ctx.chatId)
}

/** Navigation: in place after a press. */
export const show = (ctx: BotContext, content: MessageContent): Promise<void> =>
  ctx.show(content.text, sayOptions(content))

/** What must stay, as a new message. */
export const say = (ctx: BotContext, content: MessageContent): Promise<unknown> =>
  ctx.say(content.text, sayOptions(content))

/** A chat of one person with the bot. */
export const isPrivate = (ctx: BotContext): boolean => ctx.chat?.type === 'private'

/** Who asks, and where. Nobody, where an admin of a group stays anonymous. */
export const askerOf = (ctx: BotContext) => ({ userId: ctx.person?.id, chatId: chatOf(ctx) })
