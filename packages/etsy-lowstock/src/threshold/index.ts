import { type BotContext, onCallback, type TargetAudience } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { Core, Part } from '@bazaar/core/feature'
import type { MessageContent } from '@bazaar/core/notifications'
import { thresholdOpened } from '../callbacks.ts'
import { callerOf, isPrivate, show } from '../chat.ts'
import { itemThresholdOpened } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { createLimitForm, givenOf, limitForm } from './limit.form.ts'
import { readThreshold } from './read-threshold.ts'
import { thresholdAsked, thresholdChosen, thresholdCleared } from './threshold.callbacks.ts'
import { itemScreen, noShopScreen, shopScreen, thresholdText, whichShopScreen } from './threshold.screens.ts'
import { createThresholds, type Thresholds } from './thresholds.service.ts'
import type { Target } from './types.ts'

export { inForceText } from './threshold.screens.ts'

export interface ThresholdNoun {
  readonly part: Part
  readonly thresholds: Thresholds
}

/** What low means: for a shop, a listing, a variation. */
export function createThreshold({ db }: Core, owners: TargetAudience): ThresholdNoun {
  const thresholds = createThresholds(db)
  const shopOf = async (userId: bigint, id: bigint): Promise<MessageContent> =>
    shopScreen(await thresholds.settings(userId, { level: 'shop', id }), await thresholds.own(userId, id))
  const screenOf = async (userId: bigint, target: Target): Promise<MessageContent> =>
    target.level === 'shop' ? shopOf(userId, target.id) : itemScreen(await thresholds.settings(userId, target))

  /** `/threshold`, `/threshold 5`, `/threshold 7 days`. */
  async function command(ctx: BotContext, args: string): Promise<void> {
    const userId = callerOf(ctx)
    const threshold = args === '' ? undefined : readThreshold(args)
    if (args !== '' && !threshold) throw new AppError('etsy-lowstock-threshold-unread', { example: '/threshold 5' })
    const shops = await thresholds.shops(userId)
    const [shop] = shops
    if (!shop) return show(ctx, noShopScreen(!isPrivate(ctx)))
    if (shops.length > 1) return show(ctx, whichShopScreen(shops, threshold))
    if (threshold) await thresholds.set(userId, { level: 'shop', id: shop.id }, threshold)
    await show(ctx, await shopOf(userId, shop.id))
  }

  return {
    thresholds,
    part: {
      commands: [{ name: 'threshold', audience: 'everyone', listedFor: owners, run: command }],
      forms: [createLimitForm(thresholds)],
      callbacks: [
        onCallback(thresholdOpened, async (ctx, { shop }) => show(ctx, await shopOf(callerOf(ctx), shop))),
        onCallback(itemThresholdOpened, async (ctx, target) => show(ctx, await screenOf(callerOf(ctx), target))),
        onCallback(thresholdAsked, async (ctx, target) => {
          await thresholds.settings(callerOf(ctx), target)
          await ctx.forms.open(limitForm, givenOf(target))
        }),
        onCallback(thresholdChosen, async (ctx, { level, id, value, by }) => {
          const userId = callerOf(ctx)
          await thresholds.set(userId, { level, id }, { value, by })
          await show(ctx, await screenOf(userId, { level, id }))
          return { toast: key('threshold-set', { threshold: { text: thresholdText({ value, by }) } }) }
        }),
        onCallback(thresholdCleared, async (ctx, { level, id, seenOn }) => {
          const userId = callerOf(ctx)
          const { shop } = await thresholds.settings(userId, { level, id })
          await thresholds.set(userId, { level, id }, undefined)
          await show(ctx, await (seenOn === 'shop' ? shopOf(userId, shop.id) : screenOf(userId, { level, id })))
          return { toast: key('threshold-cleared') }
        }),
      ],
    },
  }
}
