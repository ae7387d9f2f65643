import { type BotContext, sayOptions } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import { homePressed } from '@bazaar/core/screens'

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

/** A chat of one person with the bot. */
export const isPrivate = (ctx: BotContext): boolean => ctx.chat?.type === 'private'

/** As a group gets it: there is no home to go to. */
export function withoutHome(content: MessageContent): MessageContent {
  if (!content.keyboard) return content
  const rows = content.keyboard.map((row) =>
    row.filter((button) => !('data' in button && button.data === homePressed.pack({}))),
  )
  return { ...content, keyboard: rows.filter((row) => row.length > 0) }
}

const fitting = (ctx: BotContext, content: MessageContent): MessageContent =>
  isPrivate(ctx) ? content : withoutHome(content)

/** Navigation: in place after a press. */
export function show(ctx: BotContext, content: MessageContent): Promise<void> {
  const fit = fitting(ctx, content)
  return ctx.show(fit.text, sayOptions(fit))
}

/** What must stay, as a new message. */
export function say(ctx: BotContext, content: MessageContent): Promise<unknown> {
  const fit = fitting(ctx, content)
  return ctx.say(fit.text, sayOptions(fit))
}

/** Who asks, and where. Nobody, where an admin of a group stays anonymous. */
export const askerOf = (ctx: BotContext) => ({ userId: ctx.person?.id, chatId: chatOf(ctx) })
