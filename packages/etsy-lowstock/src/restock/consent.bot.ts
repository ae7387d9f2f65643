import { type AnyCallback, type BotContext, callerOf, chatOf, onCallback } from '@bazaar/core/bot'
import type { Db, EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { show } from '@bazaar/core/screens'
import { restockSettingOpened } from '../callbacks.ts'
import type { Begin } from '../link/index.ts'
import type { Access, WritePermission } from '../shop/index.ts'
import { key } from '../text.ts'
import { beginScreen, settingScreen } from './consent.screens.ts'
import { allowPressed, stopPressed } from './restock.callbacks.ts'

export interface ConsentDeps {
  readonly db: Db
  readonly access: Access
  readonly writing: WritePermission
  readonly begin: Begin
}

/** An owner lets the bot change how many pieces there are, and takes it back. */
export function consentCallbacks({ db, access, writing, begin }: ConsentDeps): readonly AnyCallback[] {
  /** @throws AppError for whoever is not the owner, and elsewhere than in private */
  async function ownIn(ctx: BotContext, id: bigint): Promise<EtsyShop> {
    const [userId, chatId] = [callerOf(ctx), chatOf(ctx)]
    const shop = await access.seen(userId, chatId, id)
    if (shop.ownerId !== userId) throw new AppError('etsy-lowstock-restock-owner-only', { shop: shop.name }, 403)
    if (chatId !== userId) throw new AppError('etsy-lowstock-restock-private', {}, 403)
    return shop
  }
  return [
    onCallback(restockSettingOpened, async (ctx, { shop: id }) => {
      const shop = await ownIn(ctx, id)
      await show(ctx, settingScreen(shop, await writing.has(id)))
    }),
    onCallback(allowPressed, async (ctx, { shop: id }) => {
      const shop = await ownIn(ctx, id)
      await show(ctx, beginScreen(shop, await begin({ userId: callerOf(ctx), chatId: chatOf(ctx) }, id)))
    }),
    onCallback(stopPressed, async (ctx, { shop: id }) => {
      const shop = await ownIn(ctx, id)
      await writing.forget(db.prisma, id)
      await show(ctx, settingScreen(shop, false))
      return { toast: key('restock-stopped') }
    }),
  ]
}
