import { askerOf, type BotContext, callerOf, isPrivate } from '@bazaar/core/bot'
import type { Asker } from './shop/index.ts'

/** Who asks, and in which kind of chat. */
export interface Place extends Asker {
  readonly isGroup: boolean
}

export function placeOf(ctx: BotContext): Place {
  const isGroup = !isPrivate(ctx)
  if (!isGroup) callerOf(ctx)
  return { ...askerOf(ctx), isGroup }
}
