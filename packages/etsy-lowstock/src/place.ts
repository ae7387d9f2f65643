import type { BotContext } from '@bazaar/core/bot'
import { callerOf, chatOf } from './chat.ts'

/** Who asks, and where. */
export interface Place {
  readonly userId: bigint
  readonly chatId: bigint
  readonly isGroup: boolean
}

export const placeOf = (ctx: BotContext): Place => ({
  userId: callerOf(ctx),
  chatId: chatOf(ctx),
  isGroup: ctx.chat?.type !== 'private',
})
