import type { BotContext } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'

/** What alerts come to a group is for its admins to decide. One question to Telegram. @throws AppError */
export async function requireGroupAdmin(ctx: BotContext): Promise<void> {
  // Who stays anonymous writes as the group itself, which only admins can.
  if (ctx.message?.sender_chat !== undefined && ctx.message.sender_chat.id === ctx.chatId) return
  const admins = await ctx.getChatAdministrators()
  if (!admins.some(({ user }) => user.id === ctx.from?.id)) throw new AppError('etsy-lowstock-share-admins', {}, 403)
}
