import type { BotContext } from '@bazaar/core/bot'
import type { Core } from '@bazaar/core/feature'
import type { Part } from '../part.ts'
import { key } from '../text.ts'

/** The feature's first screen. */
export function createHome(
  _core: Core,
  _others: object,
): { readonly part: Part; open(ctx: BotContext): Promise<void> } {
  return { part: {}, open: (ctx) => ctx.show(key('welcome')) }
}
