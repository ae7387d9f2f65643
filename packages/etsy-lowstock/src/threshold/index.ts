import { type BotContext, callerOf, isPrivate, type TargetAudience } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { Core, Part } from '@bazaar/core/feature'
import { show } from '@bazaar/core/screens'
import { createLimitForm } from './limit.form.ts'
import { readThreshold } from './read-threshold.ts'
import { noShopScreen, whichShopScreen } from './shop.screens.ts'
import { thresholdCallbacks } from './threshold.bot.ts'
import { createThresholds, type Thresholds } from './thresholds.service.ts'

export { inForceText } from './threshold.words.ts'

export interface ThresholdNoun {
  readonly part: Part
  readonly thresholds: Thresholds
}

/** What low means: for a shop, a listing, a variation. */
export function createThreshold(
  { db }: Core,
  owners: TargetAudience,
  mayRestock: (shopId: bigint) => Promise<boolean>,
): ThresholdNoun {
  const thresholds = createThresholds(db)
  const { callbacks, showShop } = thresholdCallbacks(thresholds, mayRestock)

  /** `/threshold`, `/threshold 5`, `/threshold 7 days`. */
  async function command(ctx: BotContext, args: string): Promise<void> {
    const userId = callerOf(ctx)
    const threshold = args === '' ? undefined : readThreshold(args)
    if (args !== '' && !threshold) throw new AppError('etsy-lowstock-threshold-unread', { example: '/threshold 5' })
    const found = await thresholds.shops(userId, 0)
    const [shop] = found.shops
    if (!shop) return show(ctx, noShopScreen(!isPrivate(ctx)))
    if (found.total > 1) return show(ctx, whichShopScreen(found, threshold))
    if (threshold) await thresholds.set(userId, { level: 'shop', id: shop.id }, threshold)
    await showShop(ctx, shop.id)
  }

  return {
    thresholds,
    part: {
      commands: [{ name: 'threshold', audience: 'everyone', listedFor: owners, run: command }],
      forms: [createLimitForm(thresholds)],
      callbacks,
    },
  }
}
