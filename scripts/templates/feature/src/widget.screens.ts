import type { BotContext } from '@bazaar/core/bot'
import { more } from './widget.callbacks.ts'

/** Edits the message whose button was pressed, else sends a new one. */
export function showCount(ctx: BotContext, count: number): Promise<void> {
  return ctx.show(
    { key: 'sample-widget-count', params: { count } },
    { keyboard: [[{ text: { key: 'sample-widget-more' }, data: more.pack({ count }) }]] },
  )
}
