import { GrammyError } from 'grammy'
import { type BotContext, sayOptions } from '../bot/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { MessageContent } from '../notifications/index.ts'

/** `refused`: Telegram does not let it be edited; it was deleted, or is of another kind. `same`: it read so already. */
export async function rewrite(
  ctx: BotContext,
  id: number,
  content: MessageContent,
): Promise<'edited' | 'same' | 'refused'> {
  try {
    return (await ctx.rewrite(id, content.text, sayOptions(content))) ? 'edited' : 'same'
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error
    ctx.log.debug({ error }, 'a form cannot be edited where it stands, and is sent anew')
    return 'refused'
  }
}

/** Takes the buttons away, or leaves one in their place; the words stay. A message that is gone has none. */
export async function stripButtons(
  ctx: BotContext,
  id: number,
  left?: { readonly text: TextSpec; readonly data: string },
): Promise<void> {
  if (ctx.chatId === undefined) return
  const inline_keyboard = left ? [[{ text: ctx.plain(left.text), callback_data: left.data }]] : []
  try {
    await ctx.api.editMessageReplyMarkup(ctx.chatId, id, { reply_markup: { inline_keyboard } })
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error
    ctx.log.debug({ error }, 'an old message of a form keeps its buttons: they show where the form is')
  }
}

/** Deletes messages; of those that Telegram keeps (after 48 hours, Bot API: deleteMessage) the buttons go. */
export async function removeMessages(ctx: BotContext, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    if (ctx.chatId === undefined) return
    try {
      await ctx.api.deleteMessage(ctx.chatId, id)
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error
      await stripButtons(ctx, id)
    }
  }
}
