import { type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import type { Core, Part } from '@bazaar/core/feature'
import { show } from '@bazaar/core/screens'
import type { Business } from '../business/index.ts'
import { homeOpened } from '../callbacks.ts'
import { homeScreen } from './home.screen.ts'

interface Others {
  readonly business: Pick<Business, 'businesses'>
}

/** The feature's first screen. */
export function createHome({ db }: Pick<Core, 'db'>, { business: { businesses } }: Others): { readonly part: Part } {
  async function open(ctx: BotContext): Promise<void> {
    const userId = callerOf(ctx)
    const [venues, managed, reservations] = await Promise.all([
      businesses.listOf(userId, 'collect'),
      businesses.listOf(userId, 'manage'),
      db.prisma.marketplacePurchase.count({ where: { userId, state: { in: ['HELD', 'CONFIRMED'] } } }),
    ])
    await show(ctx, homeScreen({ reservations, venues, managed }))
  }

  return { part: { home: { open }, callbacks: [onCallback(homeOpened, open)] } }
}
