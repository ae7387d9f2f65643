import { type BotContext, pressedIn, sayOptions } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import type { Person } from '@bazaar/core/users'

/** Whoever wrote or pressed. */
export function personOf(ctx: BotContext): Person {
  if (!ctx.person) throw new AppError('core-press-not-yours')
  return ctx.person
}

export const callerOf = (ctx: BotContext): bigint => personOf(ctx).id

/** Where somebody pressed, or wrote: a message that shows a thing comes there. */
export const placeOf = (ctx: BotContext) => ({ update: ctx.update.update_id, onto: pressedIn(ctx) })

/** Navigation: in place after a press. */
export const show = (ctx: BotContext, content: MessageContent): Promise<void> =>
  ctx.show(content.text, sayOptions(content))

/** What must stay, as a new message. */
export const say = (ctx: BotContext, content: MessageContent): Promise<unknown> =>
  ctx.say(content.text, sayOptions(content))
