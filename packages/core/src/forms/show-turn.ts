import { type BotContext, type FormConversation, sayOptions } from '../bot/index.ts'
import type { Turn } from './kit.ts'
import type { OpenOptions } from './types.ts'

/** The core's conversation is entered by this id. */
const floorId = 'core-form'

/**
 * The running conversation of a form. While it waits, free answers of the chat belong to the form: no feature's text handler and no other
 * conversation gets them. The answers are rows, so it keeps no replay of them: it hands everything on, and is ended from outside.
 */
export async function holdFloor(conversation: FormConversation): Promise<void> {
  await conversation.waitUntil(() => false, { next: true })
}

export function holdsFloor(ctx: BotContext): boolean {
  return Object.keys(ctx.conversation.active()).some((id) => id.startsWith(`${floorId}@`))
}

/** Shows where the form is: in place after a press (unless `below`), as a new message after an answer. */
export async function showTurn(
  ctx: BotContext,
  { content, keyboard, floor }: Turn,
  { below = false }: OpenOptions = {},
): Promise<void> {
  // First of all: an error while sending must not cost the person the form.
  if (floor === 'free') await ctx.conversation.exitAll()
  if (floor === 'taken' && !holdsFloor(ctx)) {
    await ctx.conversation.exitAll()
    await ctx.conversation.enter(floorId)
  }
  if (keyboard === 'gone') await ctx.say({ key: 'core-form-noted' }, { markup: { remove_keyboard: true } })
  await (below ? ctx.say(content.text, sayOptions(content)) : ctx.show(content.text, sayOptions(content)))
  if (keyboard === 'location' || keyboard === 'contact') await offerToShare(ctx, keyboard)
}

/** One message cannot carry both kinds of keyboards, so sharing is offered in a second one. */
async function offerToShare(ctx: BotContext, what: 'location' | 'contact'): Promise<void> {
  const text = ctx.plain({ key: `core-form-share-${what}` })
  const button = what === 'location' ? { text, request_location: true } : { text, request_contact: true }
  await ctx.say(
    { key: `core-form-share-${what}-hint` },
    { markup: { keyboard: [[button]], resize_keyboard: true, one_time_keyboard: true } },
  )
}
