import { type AnyCallback, type BotContext, callerOf, onCallback, type PressAnswer, personOf } from '@bazaar/core/bot'
import { show } from '@bazaar/core/screens'
import { reserveOpened } from '../../callbacks.ts'
import { placeOf } from '../../chat.ts'
import { buyPressed, itemPicked, quantityPicked } from '../purchase.callbacks.ts'
import { present } from '../screen.ts'
import type { Buying } from './buying.service.ts'

/** Alert windows and toasts hold so many characters. */
const answerLimit = 200

function inWindow(ctx: BotContext, answer: NonNullable<PressAnswer>) {
  const isAlert = 'alert' in answer
  return { text: ctx.plain(isAlert ? answer.alert : answer.toast, answerLimit), show_alert: isAlert }
}

export function buyingCallbacks(buying: Buying): readonly AnyCallback[] {
  return [
    onCallback(reserveOpened, async (ctx, { offer }) => present(ctx, await buying.open(callerOf(ctx), offer))),
    onCallback(itemPicked, async (ctx, { item }) => present(ctx, await buying.pickItem(callerOf(ctx), item))),
    onCallback(quantityPicked, async (ctx, { item, quantity, token }) =>
      present(ctx, await buying.pickQuantity(callerOf(ctx), placeOf(ctx), { item, quantity, token })),
    ),
    onCallback(buyPressed, async (ctx, confirmed): Promise<PressAnswer> => {
      const { content, answer } = await buying.confirm(personOf(ctx), placeOf(ctx), confirmed)
      // The code first: redrawing the card may wait for its turn in the send budget, and a late answer is ignored.
      if (answer) await ctx.answerCallbackQuery(inWindow(ctx, answer))
      if (content) await show(ctx, content)
      return answer
    }),
  ]
}
