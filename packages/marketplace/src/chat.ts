import { type BotContext, pressedIn } from '@bazaar/core/bot'

/** Where somebody pressed, or wrote: a message that shows a thing comes there. */
export const placeOf = (ctx: BotContext) => ({ update: ctx.update.update_id, onto: pressedIn(ctx) })
