import { type AnyCallback, type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import { show } from '@bazaar/core/screens'
import { thresholdOpened } from '../callbacks.ts'
import { itemThresholdOpened } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { itemScreen, variationsScreen } from './item.screens.ts'
import { givenOf, limitForm } from './limit.form.ts'
import { ownScreen, shopScreen, whichShopScreen } from './shop.screens.ts'
import {
  ownOpened,
  shopsPage,
  thresholdAsked,
  thresholdChosen,
  thresholdCleared,
  variationsOpened,
} from './threshold.callbacks.ts'
import { thresholdText } from './threshold.words.ts'
import type { Thresholds } from './thresholds.service.ts'
import type { Target } from './types.ts'

/** @param mayRestock whether the owner of a shop may restock from here */
export function thresholdCallbacks(thresholds: Thresholds, mayRestock: (shopId: bigint) => Promise<boolean>) {
  async function showShop(ctx: BotContext, id: bigint): Promise<void> {
    const userId = callerOf(ctx)
    const settings = await thresholds.settings(userId, { level: 'shop', id })
    await show(ctx, shopScreen(settings, await thresholds.own(userId, id)))
  }
  async function showOwn(ctx: BotContext, id: bigint, page: number): Promise<void> {
    const userId = callerOf(ctx)
    const settings = await thresholds.settings(userId, { level: 'shop', id })
    const own = await thresholds.own(userId, id, page)
    await show(ctx, own.total === 0 ? shopScreen(settings, own) : ownScreen(settings, own))
  }
  async function showTarget(ctx: BotContext, target: Target): Promise<void> {
    if (target.level === 'shop') return showShop(ctx, target.id)
    const settings = await thresholds.settings(callerOf(ctx), target)
    await show(ctx, itemScreen(settings, await mayRestock(settings.shop.id)))
  }

  const callbacks: readonly AnyCallback[] = [
    onCallback(thresholdOpened, (ctx, { shop }) => showShop(ctx, shop)),
    onCallback(itemThresholdOpened, showTarget),
    onCallback(variationsOpened, async (ctx, { listing, page }) =>
      show(ctx, variationsScreen(await thresholds.variations(callerOf(ctx), listing, page))),
    ),
    onCallback(ownOpened, (ctx, { shop, page }) => showOwn(ctx, shop, page)),
    onCallback(shopsPage.turned, async (ctx, { page, by, value }) =>
      show(
        ctx,
        whichShopScreen(await thresholds.shops(callerOf(ctx), page), by === 'none' ? undefined : { value, by }),
      ),
    ),
    onCallback(thresholdAsked, async (ctx, target) => {
      await thresholds.settings(callerOf(ctx), target)
      await ctx.forms.open(limitForm, givenOf(target))
    }),
    onCallback(thresholdChosen, async (ctx, { level, id, value, by }) => {
      await thresholds.set(callerOf(ctx), { level, id }, { value, by })
      await showTarget(ctx, { level, id })
      return { toast: key('threshold-set', { threshold: { text: thresholdText({ value, by }) } }) }
    }),
    onCallback(thresholdCleared, async (ctx, { level, id, seenOn }) => {
      const userId = callerOf(ctx)
      const { shop } = await thresholds.settings(userId, { level, id })
      await thresholds.set(userId, { level, id }, undefined)
      if (seenOn === 'item') await showTarget(ctx, { level, id })
      else await (seenOn === 'shop' ? showShop(ctx, shop.id) : showOwn(ctx, shop.id, 0))
      return { toast: key('threshold-cleared') }
    }),
  ]
  return { callbacks, showShop }
}
