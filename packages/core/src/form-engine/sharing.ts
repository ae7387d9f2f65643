import type { BotContext } from '../bot/index.ts'
import type { Step } from '../forms/index.ts'

export type Sharing = NonNullable<Step<unknown>['request']>

/** Takes the reply keyboard away, which only a message of its own can do. */
export async function endSharing(ctx: BotContext): Promise<void> {
  await ctx.say({ key: 'core-form-noted' }, { markup: { remove_keyboard: true } })
}

/** One message cannot carry both kinds of keyboards, so sharing is offered in a second one. @returns its id */
export async function offerToShare(ctx: BotContext, what: Sharing): Promise<number> {
  const text = ctx.plain({ key: `core-form-share-${what}` })
  const button = what === 'location' ? { text, request_location: true } : { text, request_contact: true }
  const hint = await ctx.say(
    { key: `core-form-share-${what}-hint` },
    { markup: { keyboard: [[button]], resize_keyboard: true, one_time_keyboard: true } },
  )
  return hint.message_id
}
