import { GrammyError } from 'grammy'
import { type BotContext, type SayOptions, sayOptions } from '../bot/index.ts'
import type { OpenOptions } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Turn } from './engine.ts'

/** Shows where the form is: in place after a press (unless `below`), else as a new message. */
export async function showTurn(ctx: BotContext, turn: Turn, { below = false }: OpenOptions = {}): Promise<void> {
  await around<unknown>(ctx, turn, ({ text, ...options }) => (below ? ctx.say(text, options) : ctx.show(text, options)))
}

/**
 * Answers a message.
 * @param replyId a message of the bot that becomes the answer; a new one unless told, or when that one is gone
 * @returns id of the message that is the answer now
 */
export function replyTurn(ctx: BotContext, turn: Turn, replyId?: number): Promise<number> {
  return around(ctx, turn, async ({ text, ...options }) => {
    if (replyId !== undefined && (await isRewritten(ctx, replyId, text, options))) return replyId
    return (await ctx.say(text, options)).message_id
  })
}

async function isRewritten(ctx: BotContext, replyId: number, text: TextSpec, options: SayOptions): Promise<boolean> {
  try {
    await ctx.rewrite(replyId, text, options)
    return true
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error
    ctx.log.debug({ error }, 'an answer to an album cannot be edited, and is sent again')
    return false
  }
}

/** Does what comes with showing: the end of other dialogues, and reply keyboards. */
async function around<R>(
  ctx: BotContext,
  { content, keyboard, takesAnswers }: Turn,
  show: (content: SayOptions & { readonly text: TextSpec }) => Promise<R>,
): Promise<R> {
  if (takesAnswers) await ctx.conversation.exitAll()
  if (keyboard === 'gone') await ctx.say({ key: 'core-form-noted' }, { markup: { remove_keyboard: true } })
  const shown = await show({ text: content.text, ...sayOptions(content) })
  if (keyboard === 'location' || keyboard === 'contact') await offerToShare(ctx, keyboard)
  return shown
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
