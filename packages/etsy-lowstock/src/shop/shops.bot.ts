import {
  type AnyCallback,
  askerOf,
  type BotContext,
  type BotSurface,
  callerOf,
  isPrivate,
  onCallback,
} from '@bazaar/core/bot'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { type Confirmation, type ConfirmDeps, defineConfirm, definePages, say, show } from '@bazaar/core/screens'
import { shopOpened, shopsOpened } from '../callbacks.ts'
import type { Access } from './access.ts'
import type { ShopAudiences } from './audiences.ts'
import type { Pace } from './card.lines.ts'
import { groupTurned, moreOpened, unlinkAsked, unlinkPressed, whichTurned } from './shops.callbacks.ts'
import {
  cardScreen,
  groupScreen,
  moreScreen,
  noShopsScreen,
  nothingToUnlink,
  shopsScreen,
  unlinkedScreen,
  unlinkScreen,
  whichScreen,
} from './shops.screens.ts'
import type { ShopView, ShopViews } from './shops.service.ts'
import type { Unlink } from './unlink.service.ts'

/** With the lines of each, so many fit a phone. */
const pageSize = 4

export interface ShopsBotDeps extends ConfirmDeps {
  readonly access: Access
  readonly audiences: ShopAudiences
  readonly views: ShopViews
  readonly unlink: Unlink
  pace(): Promise<Pace>
  /** Further buttons of an owner's “More…”. */
  extra(shopId: bigint): readonly ButtonSpec[]
}

/** `/shops`, the shop's card, `/unlink`. */
export function shopsSurface(deps: ShopsBotDeps): BotSurface {
  const { views, audiences, unlink } = deps
  const pages = definePages<ShopView>({
    id: 'et.shop-page',
    size: pageSize,
    allows: isPrivate,
    load: (ctx, query) => views.page(askerOf(ctx), query),
    idOf: ({ id }) => id,
    draw: (_ctx, rows) => shopsScreen(rows),
    empty: noShopsScreen,
  })
  const confirm = defineConfirm(deps, unlinkPressed, async (tx, ctx, { shop }) => {
    const { name } = await unlink(tx, callerOf(ctx), shop)
    return unlinkedScreen(name)
  })
  const openGroup = async (ctx: BotContext, page: number) =>
    show(ctx, groupScreen(await views.ofGroup(askerOf(ctx), page)))
  const openShops = async (ctx: BotContext) => {
    if (isPrivate(ctx)) return pages.open(ctx)
    return openGroup(ctx, 0)
  }
  return {
    commands: [
      { name: 'shops', audience: 'group', run: openShops },
      {
        name: 'unlink',
        audience: 'everyone',
        listedFor: audiences.owners,
        run: async (ctx) => say(ctx, await askWhich(deps, ctx, confirm)),
      },
    ],
    callbacks: [
      onCallback(shopsOpened, openShops),
      onCallback(groupTurned, (ctx, { page }) => openGroup(ctx, page)),
      onCallback(whichTurned, async (ctx, { page }) => show(ctx, whichScreen(await views.mine(callerOf(ctx), page)))),
      pages.callback,
      ...shopCallbacks(deps, confirm),
    ],
  }
}

function shopCallbacks(deps: ShopsBotDeps, confirm: Confirmation<{ shop: bigint }>): readonly AnyCallback[] {
  const { access, views, pace, extra } = deps
  const openOwn = async (ctx: BotContext, shop: bigint): Promise<ShopView> => {
    await access.owned(callerOf(ctx), shop)
    return views.open(askerOf(ctx), shop)
  }
  return [
    onCallback(shopOpened, async (ctx, { shop }) => {
      await show(ctx, cardScreen(await views.open(askerOf(ctx), shop), await pace(), isPrivate(ctx)))
    }),
    onCallback(moreOpened, async (ctx, { shop }) => show(ctx, moreScreen(await openOwn(ctx, shop), extra(shop)))),
    onCallback(unlinkAsked, async (ctx, { shop }) => {
      await show(ctx, unlinkScreen(await openOwn(ctx, shop), confirm.pack({ shop })))
    }),
    confirm.callback,
  ]
}

/** The only shop at once; of several it is asked which. */
async function askWhich({ views }: ShopsBotDeps, ctx: BotContext, confirm: Confirmation<{ shop: bigint }>) {
  const mine = await views.mine(callerOf(ctx), 0)
  const [only] = mine.shops
  if (!only) return nothingToUnlink
  return mine.total === 1 ? unlinkScreen(only, confirm.pack({ shop: only.id })) : whichScreen(mine)
}
