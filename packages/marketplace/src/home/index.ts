import { type BotContext, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import type { Businesses } from '../business/types.ts'
import { homeOpened } from '../callbacks.ts'
import type { Part } from '../part.ts'
import { homeScreen } from './home.screen.ts'

interface Others {
  readonly business: { readonly businesses: Businesses }
}

/** The feature's first screen. */
export function createHome(
  { db }: Pick<Core, 'db'>,
  { business: { businesses } }: Others,
): { readonly part: Part; open(ctx: BotContext): Promise<void> } {
  async function open(ctx: BotContext): Promise<void> {
    if (!ctx.person) throw new AppError('core-press-not-yours')
    const userId = ctx.person.id
    const [venues, reservations] = await Promise.all([
      businesses.listOf(userId, 'manage'),
      db.prisma.marketplacePurchase.count({ where: { userId, state: { in: ['HELD', 'CONFIRMED'] } } }),
    ])
    const { text, keyboard } = homeScreen({ reservations, venues })
    await ctx.show(text, keyboard ? { keyboard } : {})
  }

  return { part: { callbacks: [onCallback(homeOpened, open)] }, open }
}
