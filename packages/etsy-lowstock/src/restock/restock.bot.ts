import { type AnyCallback, type BotContext, callerOf, chatOf, onCallback } from '@bazaar/core/bot'
import { say, show } from '@bazaar/core/screens'
import { restockAsked } from '../stock-buttons.ts'
import { amountForm, type CardDeps, cardOf, givenOf } from './amount.form.ts'
import { amountAsked, amountChosen, confirmed, undone, wentOn } from './restock.callbacks.ts'
import { amountScreen, whichScreen } from './restock.screens.ts'
import type { Restocks } from './restock.service.ts'
import { resultScreen } from './result.screens.ts'
import type { Owner } from './types.ts'

export interface RestockBotDeps extends CardDeps {
  readonly restocks: Restocks
}

const ownerIn = (ctx: BotContext): Owner => ({ userId: callerOf(ctx), chatId: chatOf(ctx) })

/** From the button under an alert to the pieces at Etsy, and back. */
export function restockCallbacks(deps: RestockBotDeps): readonly AnyCallback[] {
  const { asking, restocks } = deps

  async function askScreen(owner: Owner, level: 'listing' | 'variation', id: bigint) {
    if (level === 'variation') return amountScreen(await asking.of(owner, id))
    const [first, ...more] = await asking.list(owner, id)
    if (first && more.length > 0) return whichScreen([first, ...more])
    return amountScreen(await asking.of(owner, first?.variationId ?? 0n))
  }

  return [
    onCallback(restockAsked, async (ctx, { level, id, from }) => {
      const screen = await askScreen(ownerIn(ctx), level, id)
      // An alert stays what it is, and is drawn anew when the stock is back.
      await (from === 'alert' ? say(ctx, screen) : show(ctx, screen))
    }),
    onCallback(amountChosen, async (ctx, chosen) => show(ctx, await cardOf(deps, ownerIn(ctx), chosen))),
    onCallback(amountAsked, async (ctx, { variation, before }) => {
      await asking.target(ownerIn(ctx), variation)
      await ctx.forms.open(amountForm, givenOf({ variation, before }))
    }),
    onCallback(confirmed, async (ctx, wanted) => show(ctx, resultScreen(await restocks.confirm(ownerIn(ctx), wanted)))),
    onCallback(wentOn, async (ctx, { restock }) => show(ctx, resultScreen(await restocks.goOn(ownerIn(ctx), restock)))),
    onCallback(undone, async (ctx, { restock }) => show(ctx, resultScreen(await restocks.undo(ownerIn(ctx), restock)))),
  ]
}
