import { askerOf, type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import type { Part } from '@bazaar/core/feature'
import { show } from '@bazaar/core/screens'
import { homeOpened } from '../callbacks.ts'
import type { Shops } from '../shop/index.ts'
import { homeScreen, welcomeScreen } from './home.screens.ts'

/** More stand on the list of shops. */
const mostShops = 3

/** The feature's first screen. */
export function createHome({ views }: Pick<Shops, 'views'>): { readonly part: Part } {
  async function open(ctx: BotContext): Promise<void> {
    callerOf(ctx)
    const query = { upTo: undefined, before: undefined, after: undefined, take: mostShops + 1 }
    const shops = await views.page(askerOf(ctx), query)
    const [first, ...more] = shops
    await show(ctx, first ? homeScreen([first, ...more].slice(0, mostShops), more.length) : welcomeScreen)
  }
  return { part: { home: { open }, callbacks: [onCallback(homeOpened, open)] } }
}
