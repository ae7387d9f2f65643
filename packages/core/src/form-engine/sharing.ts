import type { BotContext } from '../bot/index.ts'
import type { AnyForm, Step } from '../forms/index.ts'

export type Sharing = NonNullable<Step<unknown>['request']>

/** What a question of the form lets people send with one press, if anything. */
export const sharedAt = (form: AnyForm | undefined, step: string): Sharing | undefined => form?.steps[step]?.request

/** Takes the reply keyboard away, which only a message can do. It has nothing to say and goes at once: the keyboard stays away. */
export async function endSharing(ctx: BotContext): Promise<void> {
  const { chat, message_id } = await ctx.say(
    { key: 'core-form-noted' },
    { markup: { remove_keyboard: true }, isSilent: true },
  )
  await ctx.api
    .deleteMessage(chat.id, message_id)
    .catch((error: unknown) => ctx.log.debug({ error }, 'what took a keyboard away stays in the chat'))
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
